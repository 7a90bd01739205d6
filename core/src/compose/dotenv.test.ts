import { readDotenv } from './dotenv.ts';

const read = (text: string, outer: Record<string, string> = {}) =>
  Object.fromEntries(readDotenv('.env', text, new Map(Object.entries(outer))));

describe('readDotenv', () => {
  it.each<[string, Record<string, string>]>([
    ['A=1\nB = two words \n', { A: '1', B: 'two words' }],
    ['# comment\n\nexport A=1 # why\r\n', { A: '1' }],
    ['A="x # y"\nB=\'$A\'\nC="$A!"\n', { A: 'x # y', B: '$A', C: 'x # y!' }],
    ['A: 1', { A: '1' }],
    ['A=', { A: '' }],
    ['A=a#b', { A: 'a#b' }],
    ['A=${NOBODY}\nB=${NOBODY:-x}', { B: 'x' }],
    ["A=\"two\nlines\" \nB='a\\'b'", { A: 'two\nlines', B: "a'b" }],
    ['A="a\\tb\\$C"', { A: 'a\tb$C' }],
    ['__proto__=1\nNOBODY\n1A=x', { ['__proto__']: '1' }],
  ])('%j', (text, expected) => {
    expect(Object.entries(read(text))).toEqual(Object.entries(expected));
  });

  it('fills in what the shell says before what the file says', () => {
    expect(read('A=file\nB=$A', { A: 'shell' })).toEqual({ A: 'file', B: 'shell' });
  });

  it.each([
    ['A="open\nB=1', /^\.env:1:3: this quote does not end/],
    ['A=1\nnot a line', /^\.env:2:1: "not a line" is no variable\. Expected NAME=value/],
    ['A=1\nB!=2', /^\.env:2:1: "B!=2" is no variable/],
    ['A=${', /^\.env:1:3: "\$\{" is no variable/],
    ['A=${B:?}', /^\.env:1:3: the variable B is not set/],
  ])('refuses %j as Compose does', (text, says) => {
    expect(() => read(text)).toThrow(says);
  });

  it('takes a key without a value from the shell', () => {
    expect(read('A\nB', { A: 'shell' })).toEqual({ A: 'shell' });
  });
});
