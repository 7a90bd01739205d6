import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readText } from './read-text.ts';

describe('readText', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostnet-read-'));
  const at = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  afterAll(() => rmSync(folder, { recursive: true }));

  it('returns a text, without the mark that Windows editors put before it', () => {
    expect(readText(at('plain', 'a: ä\n'))).toEqual({ text: 'a: ä\n' });
    expect(readText(at('mark', '\ufeffa: 1\n'))).toEqual({ text: 'a: 1\n' });
    expect(readText(at('empty', ''))).toEqual({ text: '' });
  });

  it.each<[string, () => string, RegExp]>([
    ['a file that is not there', () => join(folder, 'absent'), /^there is no such file\. Expected/],
    ['a path through a file', () => join(at('file', ''), 'x'), /^there is no such file\. Expected/],
    ['a folder', () => folder, /^this is a folder\. Expected/],
    ['a device', () => '/dev/zero', /^this is not a file\. Expected/],
    [
      'UTF-16',
      () => at('utf16', Buffer.from('\ufeffa: 1', 'utf16le')),
      /^this is UTF-16\. Expected .* UTF-8/,
    ],
    ['other bytes', () => at('bytes', Buffer.from([0x61, 0xc3, 0x28])), /^this is not UTF-8 text\. Expected/],
    [
      'a pipe that nobody writes to',
      () => {
        execFileSync('mkfifo', [join(folder, 'pipe')]);
        return join(folder, 'pipe');
      },
      /^this is not a file\. Expected .* `-`/,
    ],
    [
      '50 MB',
      () => {
        truncateSync(at('large', ''), 50_000_000);
        return join(folder, 'large');
      },
      /^too large: 50 MB\. Expected a Compose file of at most 5 MB/,
    ],
  ])('tells of %s in a sentence', (_, make, says) => {
    const read = readText(make());
    expect('problem' in read ? read.problem : read).toMatch(says);
  });
});
