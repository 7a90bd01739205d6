import { interpolate, type TemplateFault } from './interpolate.ts';
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
    ['${A', UNKNOWN],
    ['${A:-x', UNKNOWN],
    ['100$ $1 $-', '100$ $1 $-'],
    ['${', UNKNOWN],
  ])('%j is %j', (text, expected) => {
    expect(interpolate(text, VARIABLES)).toBe(expected);
  });

  it.each([
    ['${', [{ kind: 'invalid', form: '${' }]],
    ['a ${A/x/y} b', [{ kind: 'invalid', form: '${A/x/y} b' }]],
    ['${B:?set it}', [{ kind: 'required', name: 'B', reason: 'set it' }]],
    ['${B?} ${A?}', [{ kind: 'required', name: 'B', reason: '' }]],
  ])('says what Compose refuses in %j', (text, expected) => {
    const refused: TemplateFault[] = [];
    interpolate(text, VARIABLES, (fault) => refused.push(fault));
    expect(refused).toEqual(expected);
  });
});
