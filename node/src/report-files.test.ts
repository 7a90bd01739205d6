import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DamagedError } from '@hostnet/core/report';
import { readRegularFile, ReportFiles } from './report-files.ts';

let above = '';
let dir = '';
beforeEach(() => {
  above = mkdtempSync(join(tmpdir(), 'hostnet-files-'));
  dir = join(above, 'not/there/yet');
});
afterEach(() => rmSync(above, { recursive: true, force: true }));

describe.each(['person', 'service'] as const)('ReportFiles of a %s', (owner) => {
  it('writes whole files, reads, lists, removes and sets aside', async () => {
    const files = new ReportFiles(dir, owner);
    expect(await files.names()).toEqual([]);
    await files.write('one', Buffer.from('1234'));
    await files.write('two', Buffer.from('5'));
    expect((await files.names()).sort()).toEqual(['one', 'two']);
    expect((await files.read('one')).toString()).toBe('1234');
    const { head, size } = await files.readHead('one', 2);
    expect([head.toString(), size]).toEqual(['12', 4]);
    await files.remove('one');
    await files.discard('one');
    await files.setAside('two');
    expect(await files.names()).toEqual([]);
    expect(readdirSync(files.damagedDir)).toEqual([expect.stringMatching(/^[0-9a-f]{6}-two$/)]);
    expect(statSync(dir).mode & 0o7).toBe(0);
  });

  it('refuses what is no regular file', async () => {
    const files = new ReportFiles(dir, owner);
    mkdirSync(join(dir, 'folder'), { recursive: true });
    await expect(files.read('folder')).rejects.toThrow(DamagedError);
    await expect(readRegularFile(join(dir, 'folder'))).rejects.toThrow('it is not a regular file');
  });

  it('leaves nothing half written where the write fails', async () => {
    const files = new ReportFiles(dir, owner);
    mkdirSync(join(dir, 'taken'), { recursive: true });
    await expect(files.write('taken', Buffer.from('x'))).rejects.toThrow();
    expect(readdirSync(dir)).toEqual(['taken']);
  });
});

it('what was left half written goes: of a terminal only when it is old, for another may be writing', async () => {
  mkdirSync(dir, { recursive: true });
  const left = ['.tmp-old', '.tmp-new'];
  for (const name of left) writeFileSync(join(dir, name), '');
  utimesSync(join(dir, '.tmp-old'), 1, 1);
  expect(await new ReportFiles(dir, 'person').names()).toEqual([]);
  expect(readdirSync(dir)).toEqual(['.tmp-new']);
  await new ReportFiles(dir, 'service').names();
  expect(readdirSync(dir)).toEqual([]);
});

it('a link out of the folder is followed for its person, and never by the service', async () => {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(above, 'outside'), 'x');
  symlinkSync(join(above, 'outside'), join(dir, 'link'));
  expect((await new ReportFiles(dir, 'person').read('link')).toString()).toBe('x');
  await expect(new ReportFiles(dir, 'service').read('link')).rejects.toMatchObject({ code: 'ELOOP' });
});
