import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mediaType, readBelow } from './files.ts';

describe('readBelow', () => {
  let folder = '';
  let root = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'standin-files-'));
    root = join(folder, 'ui');
    await mkdir(join(root, 'assets'), { recursive: true });
    await writeFile(join(root, 'index.html'), '<p>');
    await writeFile(join(root, 'assets', 'a b.js'), '1');
    await writeFile(join(folder, 'secret.txt'), 's');
    await symlink(join(folder, 'secret.txt'), join(root, 'link.txt'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['assets/a%20b.js', 'text/javascript; charset=utf-8'],
    ['assets/../index.html', 'text/html; charset=utf-8'],
  ])('serves %s', async (path, type) => {
    expect(await readBelow(root, path)).toMatchObject({ type });
  });

  it.each([
    '',
    'assets',
    'none.js',
    '../secret.txt',
    '..%2fsecret.txt',
    '%2e%2e/secret.txt',
    '..%5csecret.txt',
    'link.txt',
    'index.html%00.png',
    '%',
  ])('does not serve %p', async (path) => {
    expect(await readBelow(root, path)).toBeNull();
  });
});

describe('mediaType', () => {
  it.each([
    ['a.mjs', 'text/javascript; charset=utf-8'],
    ['A.SVG', 'image/svg+xml'],
    ['x.wasm', 'application/wasm'],
    ['LICENSE', 'application/octet-stream'],
  ])('of %s is %s', (path, type) => {
    expect(mediaType(path)).toBe(type);
  });
});
