import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';

let above = '';
beforeEach(() => (above = mkdtempSync(join(tmpdir(), 'hostnet-folder-'))));
afterEach(() => rmSync(above, { recursive: true, force: true }));

describe('makeFolder', () => {
  it('makes what is missing and returns the topmost', async () => {
    expect(await makeFolder(join(above, 'a/b/c'), 0o700)).toBe(join(above, 'a'));
    expect(await makeFolder(join(above, 'a/b/c'), 0o700)).toBeNull();
    expect(await makeFolder(join(above, 'a/b/d'), 0o700)).toBe(join(above, 'a/b/d'));
    expect(statSync(join(above, 'a/b')).mode & 0o777).toBe(0o700);
  });

  it('may be called by two at once', async () => {
    const dirs = ['x/y/1', 'x/y/2', 'x/y/1'].map((name) => join(above, name));
    await Promise.all(dirs.map((dir) => makeFolder(dir, 0o700)));
    expect(dirs.map((dir) => existsSync(dir))).toEqual([true, true, true]);
  });

  it('says what is in the way', async () => {
    writeFileSync(join(above, 'file'), '');
    await expect(makeFolder(join(above, 'file/a'), 0o700)).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it('E14: gives up where no parent can be made', async () => {
    // procfs takes no folder and says ENOENT; elsewhere /proc does not exist, and is not ours to make.
    await expect(makeFolder('/proc/hostnet/a/b', 0o700)).rejects.toMatchObject({
      code: expect.stringMatching(/^(ENOENT|EROFS|EACCES|EPERM)$/) as unknown,
    });
  });
});
