import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installHook } from './hook.mjs';

const PACKAGE = JSON.stringify({
  devDependencies: { 'simple-git-hooks': '*' },
  'simple-git-hooks': { 'pre-commit': 'echo from the hook', preserveUnused: true },
});

describe('installHook', () => {
  let root = '';
  const hook = () => join(root, '.git', 'hooks', 'pre-commit');
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'hostnet-hook-'));
    await writeFile(join(root, 'package.json'), PACKAGE);
  });
  afterEach(() => rm(root, { recursive: true }));

  it('installs in a checkout, twice the same, and git runs it', async () => {
    execFileSync('git', ['init', '-q', root]);
    expect(await installHook(root)).toBe('installed');
    expect(await installHook(root)).toBe('installed');
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
    const result = execFileSync('git', ['-C', root, ...identity, 'commit', '--allow-empty', '-qm', 'x'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(result + (await readFile(hook(), 'utf8'))).toContain('echo from the hook');
  });

  it('does nothing without .git, not even to a repository around it', async () => {
    execFileSync('git', ['init', '-q', root]);
    const inner = join(root, 'unpacked');
    await mkdir(inner);
    await writeFile(join(inner, 'package.json'), PACKAGE);
    expect(await installHook(inner)).toBe('no-checkout');
    expect(existsSync(hook())).toBe(false);
  });

  it("leaves somebody else's hook alone", async () => {
    execFileSync('git', ['init', '-q', root]);
    await mkdir(join(root, '.git', 'hooks'), { recursive: true });
    await writeFile(hook(), '#!/bin/sh\nexit 0\n');
    expect(await installHook(root)).toBe('not-ours');
    expect(await readFile(hook(), 'utf8')).toBe('#!/bin/sh\nexit 0\n');
  });

  it('says so, and throws nothing, where .git is not what it seems', async () => {
    await writeFile(join(root, '.git'), 'nonsense');
    expect(await installHook(root)).toBe('failed');
  });
});
