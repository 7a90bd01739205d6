import { hasColour, isDumb, safeText } from './terminal.ts';

describe('hasColour', () => {
  it.each<[boolean, NodeJS.ProcessEnv, boolean]>([
    [true, {}, true],
    [true, { TERM: 'xterm-256color', NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
    [true, { NO_COLOR: '1' }, false],
    [false, {}, false],
  ])('on a terminal: %j, with %j: %j', (isTTY, env, colour) => {
    expect(hasColour({ isTTY }, env)).toBe(colour);
  });

  it('a dumb terminal is one by its name', () => {
    expect([isDumb({ TERM: 'dumb' }), isDumb({ TERM: 'vt100' }), isDumb({})]).toEqual([true, false, false]);
  });
});

describe('safeText', () => {
  const EVIL = 'a\u001b]0;title\u0007b\u001b[2Jc\u009b1;1Hd\u202ee\rf';
  const SPELLED = 'a\\u001b]0;title\\u0007b\\u001b[2Jc\\u009b1;1Hd\\u202ee\\rf';

  it('S4: spells out all that moves a cursor or reorders a line', () => {
    expect(safeText(EVIL, false)).toBe(SPELLED);
    expect(safeText(EVIL, true)).toBe(SPELLED);
  });

  it('keeps lines and tabs, and colours only where they are on', () => {
    const text = '\u001b[31mred\u001b[0m\n\tx\n';
    expect(safeText(text, true)).toBe(text);
    expect(safeText(text, false)).toBe('\\u001b[31mred\\u001b[0m\n\tx\n');
  });

  it('leaves the meaning of JSON as it is', () => {
    const value = { name: EVIL, list: ['\n', '\u2028'] };
    const printed = safeText(JSON.stringify(value, null, 2), false);
    expect(JSON.parse(printed)).toEqual(value);
    expect(printed).not.toMatch(/[\u007f-\u009f\u202e\u2028]/);
  });
});
