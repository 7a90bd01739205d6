import { execFileSync } from 'node:child_process';
import { tarOf } from './tar.ts';

/** What the system's tar makes of it. */
const tar = (args: readonly string[], input: Buffer) => execFileSync('tar', [...args], { input });

describe('tarOf', () => {
  it.each([0, 1, 511, 512, 513, 70_000])('is a tar of a program of %i bytes', (size) => {
    const program = Buffer.from(Array.from({ length: size }, (_, i) => i % 251));
    const made = tarOf('app/probe', program);
    expect(made.length % 512).toBe(0);
    const listed = tar(['-tv', '--numeric-owner', '-f', '-'], made).toString().trim().split('\n');
    expect(listed.map((line) => line.replace(/\s+/g, ' '))).toEqual([
      'drwxr-xr-x 0/0 0 1970-01-01 00:00 app/',
      `-rwxr-xr-x 0/0 ${size} 1970-01-01 00:00 app/probe`,
    ]);
    expect(tar(['-xO', '-f', '-', 'app/probe'], made).equals(program)).toBe(true);
  });

  it('is the same for the same program', () => {
    expect(tarOf('a', Buffer.from('x')).equals(tarOf('a', Buffer.from('x')))).toBe(true);
  });
});
