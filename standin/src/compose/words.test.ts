import { splitWords } from './words.ts';

describe('splitWords', () => {
  it.each([
    ['node app.mjs', ['node', 'app.mjs']],
    ['  a\tb\n', ['a', 'b']],
    [`sh -c "echo 'x y' \\"z\\""`, ['sh', '-c', `echo 'x y' "z"`]],
    [`a'b c'd`, ['ab cd']],
    [`'' ""`, ['', '']],
    ['a\\ b', ['a b']],
    [`'\\n'`, ['\\n']],
    ['', []],
  ])('%j is %j', (text, expected) => {
    expect(splitWords(text)).toEqual(expected);
  });

  it.each([`a "b`, `a 'b`])('refuses the open quote of %s', (text) => {
    expect(() => splitWords(text)).toThrow(/never closes/);
  });
});
