import { interpolate } from './interpolate.ts';

const variables = { DESKTOP_PLUGIN_IMAGE: 'acme/tool:1', EMPTY: '' };

describe('interpolate', () => {
  it.each([
    ['${DESKTOP_PLUGIN_IMAGE}', 'acme/tool:1'],
    ['$DESKTOP_PLUGIN_IMAGE-x', 'acme/tool:1-x'],
    ['${NONE:-a}${NONE-b}', 'ab'],
    ['${EMPTY:-a}${EMPTY-b}', 'a'],
    ['costs $$5', 'costs $5'],
    ['plain', 'plain'],
  ])('%s becomes %s', (text, expected) => {
    expect(interpolate(text, variables)).toBe(expected);
  });

  it('reaches into lists and maps and leaves other values alone', () => {
    expect(interpolate({ a: ['$EMPTY', 1, null], b: { c: true } }, variables)).toEqual({
      a: ['', 1, null],
      b: { c: true },
    });
  });

  it.each([
    ['${NONE}', /variable NONE, which Docker Desktop does not set/],
    ['$NONE', /variable NONE/],
    ['a $ b', /write \$\$/],
    ['${', /write \$\$/],
    ['${a b}', /write \$\$/],
  ])('refuses %s', (text, expected) => {
    expect(() => interpolate(text, variables)).toThrow(expected);
  });
});
