import { interpolate } from './interpolate.ts';
import { UNKNOWN } from './located.ts';

const VARIABLES = new Map([
  ['A', 'a'],
  ['EMPTY', ''],
]);

describe('interpolate', () => {
  it.each([
    ['nothing', 'nothing'],
    ['$A ${A}-$A', 'a a-a'],
    ['$$A $${A}', '$A ${A}'],
    ['${A:-x} ${A-x} ${EMPTY:-x} ${EMPTY-x} ${B:-x} ${B-x}', 'a a x  x x'],
    ['${A:+x} ${EMPTY:+x} ${EMPTY+x} ${B+x}', 'x  x '],
    ['${A:?must be set} ${A?}', 'a a'],
    ['${B:-${C:-${A}}}', 'a'],
    ['postgres://${B}@db', `postgres://${UNKNOWN}@db`],
    ['$B', UNKNOWN],
    ['${B:?must be set}', UNKNOWN],
    ['${EMPTY:?must be set}', UNKNOWN],
    ['${A/x/y}', UNKNOWN],
    ['${A', `a${UNKNOWN}`.replace('a', '')],
    ['${A:-x', 'a'],
    ['100$', `100${UNKNOWN}`],
    ['${', UNKNOWN],
  ])('%j is %j', (text, expected) => {
    expect(interpolate(text, VARIABLES)).toBe(expected);
  });
});
