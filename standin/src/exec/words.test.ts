import { execFileSync } from 'node:child_process';
import { joinForShell, shellWord, stripQuotes } from './words.ts';

describe('joinForShell', () => {
  it('quotes the program and never the arguments', () => {
    expect(joinForShell(['/a b/tool'], ['$HOME', '"{{json .}}"', 'x;y'])).toBe(
      `'/a b/tool' $HOME "{{json .}}" x;y`,
    );
  });
});

describe('shellWord', () => {
  it.each([`it's`, 'a b', '$(id)', '`id`', '"', '\\', '', 'plain-1.2/x'])(
    'brings %p through a real shell',
    (text) => {
      expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text);
    },
  );
});

describe('stripQuotes', () => {
  it.each([
    [`'"{{json .}}"'`, `"{{json .}}"`],
    [`"{{json .}}"`, '{{json .}}'],
    [`'a"`, `'a"`],
    [`a'b'`, `a'b'`],
    [`''`, ''],
    [`"`, `"`],
  ])('%p becomes %p', (arg, expected) => {
    expect(stripQuotes([arg])).toEqual([expected]);
  });
});
