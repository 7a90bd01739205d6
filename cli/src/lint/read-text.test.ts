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

  it('reads UTF-16 with its mark where Compose does: in YAML, and not in an env file', () => {
    const little = Buffer.from('\ufeffa: ä\r\n', 'utf16le');
    expect(readText(at('le', little))).toEqual({ text: 'a: ä\r\n' });
    expect(readText(at('be', Buffer.from(little).swap16()))).toEqual({ text: 'a: ä\r\n' });
    expect(readText(at('env16', little), 'env')).toMatchObject({
      problem: expect.stringMatching(/^this is UTF-16\. Expected an env file in UTF-8/) as string,
    });
  });

  it('reads other bytes of an env file as Compose does', () => {
    expect(readText(at('latin1', Buffer.from([0x41, 0x3d, 0xe9])), 'env')).toEqual({ text: 'A=\ufffd' });
  });

  it.each<[string, () => string, RegExp]>([
    ['a file that is not there', () => join(folder, 'absent'), /^there is no such file\. Expected/],
    ['a path through a file', () => join(at('file', ''), 'x'), /^there is no such file\. Expected/],
    ['a folder', () => folder, /^this is a folder\. Expected/],
    ['a device', () => '/dev/zero', /^this is not a file\. Expected/],
    [
      'UTF-32',
      () => at('utf32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])),
      /^this is UTF-32\. Expected .* UTF-8/,
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
