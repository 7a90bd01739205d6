import { readDotenv } from './dotenv.ts';

const read = (text: string, outer: Record<string, string> = {}) =>
  Object.fromEntries(readDotenv(text, new Map(Object.entries(outer))));

describe('readDotenv', () => {
  it.each<[string, Record<string, string>]>([
    ['A=1\nB = two words \n', { A: '1', B: 'two words' }],
    ['# comment\n\nexport A=1 # why\r\n', { A: '1' }],
    ['A="x # y"\nB=\'$A\'\nC="$A!"\n', { A: 'x # y', B: '$A', C: 'x # y!' }],
    ['A: 1', { A: '1' }],
    ['A=', { A: '' }],
    ['A=a#b', { A: 'a#b' }],
    ['A=${NOBODY}\nB=${NOBODY:-x}', { B: 'x' }],
    ['A="open\nnot a line\n=x\n__proto__=1', { ['__proto__']: '1' }],
  ])('%j', (text, expected) => {
    expect(Object.entries(read(text))).toEqual(Object.entries(expected));
  });

  it('fills in what the shell says before what the file says', () => {
    expect(read('A=file\nB=$A', { A: 'shell' })).toEqual({ A: 'file', B: 'shell' });
  });
});
