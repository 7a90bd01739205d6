import { jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { startPrivateEngine, type PrivateEngine } from './engine.ts';
import { markProcess } from './engine/processes.ts';
import { IMAGE } from './engine/image.ts';
import { run } from './engine/run.ts';
import { waitFor } from './engine/wait.ts';

jest.setTimeout(120_000);

/** Every kind of trace an engine of this id could leave; other helpers' traces do not count. */
async function traces(engine: PrivateEngine): Promise<string[]> {
  const [links, names, rules, mounts, processes, groups] = await Promise.all([
    run('ip', ['-o', 'link']),
    run('ip', ['netns']),
    run('iptables-save', []),
    run('cat', ['/proc/self/mounts']),
    run('ps', ['-eo', 'pid,args']),
    run('find', ['/sys/fs/cgroup', '-type', 'd']),
  ]);
  const all = [links, names, rules, mounts, processes, groups].flatMap((ran) => ran.stdout.split('\n'));
  const found = all.filter((line) => line.includes(engine.cgroup) || line.includes(engine.folder));
  return [...found, ...(existsSync(engine.folder) ? [engine.folder] : [])];
}

const rulesOfMachine = async (): Promise<string> =>
  (await run('iptables-save', [])).stdout.replace(/^#.*$/gm, '').replace(/\[\d+:\d+\]/g, '');

describe('startPrivateEngine', () => {
  it('leaves no bridge of its networks on the machine, also when it was killed', async () => {
    const engine = await startPrivateEngine({ namespace: null, imageTar: null });
    const made = await engine.docker(['network', 'create', 'left']);
    const bridge = `br-${made.stdout.trim().slice(0, 12)}`;
    const links = async () => (await run('ip', ['-o', 'link'])).stdout;
    expect(await links()).toContain(bridge);
    process.kill(engine.pid, 'SIGKILL');
    await engine.stop();
    expect(await links()).not.toContain(bridge);
    expect(await traces(engine)).toEqual([]);
  });

  it('runs host-mode and bridge containers in a namespace of its own and leaves no trace', async () => {
    const rules = await rulesOfMachine();
    const engine = await startPrivateEngine({ name: 'vm' });
    try {
      const seen = await engine.docker(['run', '--rm', '--network', 'host', IMAGE, 'node', '-p', NAMES]);
      expect(seen.stderr).toBe('');
      expect(seen.stdout).toContain('127.0.0.1');
      expect(seen.stdout).toContain('::1');
      expect(seen.stdout).toContain('10.254.254.3');
      const bridge = await engine.docker(['run', '--rm', IMAGE, 'node', '-p', NAMES]);
      expect(bridge.stdout).toContain('172.17.0.');
      const stays = await engine.docker([
        'run',
        '-d',
        '-p',
        '18080:80',
        IMAGE,
        'node',
        '-e',
        'setInterval(()=>0,1e6)',
      ]);
      expect(stays.code).toBe(0);
      const inside = await engine.nsenter(['ss', '-Hlnt']);
      expect(inside.stdout).toContain(':18080');
      expect((await run('ss', ['-Hlnt'])).stdout).not.toContain(':18080 ');
      expect((await traces(engine)).length).toBeGreaterThan(0);
    } finally {
      await engine.stop();
    }
    expect(await traces(engine)).toEqual([]);
    expect(markProcess(engine.pid)?.command ?? '').not.toContain(engine.folder);
    expect(await rulesOfMachine()).toBe(rules);
  });

  it('shares the machine network with namespace null, without rules', async () => {
    const rules = await rulesOfMachine();
    const docker0 = (await run('ip', ['-br', 'link', 'show', 'docker0'])).stdout;
    const engine = await startPrivateEngine({ namespace: null });
    try {
      const mine = (await run('ip', ['-br', 'link'])).stdout
        .split('\n')
        .map((line) => line.split(/[\s@]/)[0]);
      const seen = await engine.docker(['run', '--rm', '--network', 'host', IMAGE, 'node', '-p', NAMES]);
      expect(seen.stdout).toContain('eth0');
      expect(mine).toContain('eth0');
      expect(await rulesOfMachine()).toBe(rules);
    } finally {
      await engine.stop();
    }
    expect(await traces(engine)).toEqual([]);
    expect(await rulesOfMachine()).toBe(rules);
    expect((await run('ip', ['-br', 'link'])).stdout).not.toContain(
      engine.cgroup.replace('hostnet-bed-', 'hnb'),
    );
    expect((await run('ip', ['-br', 'link', 'show', 'docker0'])).stdout).toBe(docker0);
  });

  it('ends with an owner that was killed, and the next start tidies up after a killed supervisor', async () => {
    const outfile = join(tmpdir(), `hostnet-owner-${process.pid}.mjs`);
    const source = `import { startPrivateEngine } from './engine.ts';
      const e = await startPrivateEngine({ imageTar: null });
      console.log(JSON.stringify({ folder: e.folder, cgroup: e.cgroup, pid: e.pid }));
      setInterval(() => 0, 1e6);`;
    await build({
      stdin: { contents: source, resolveDir: import.meta.dirname, loader: 'ts' },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: { js: REQUIRE },
    });
    try {
      const first = await owned(outfile);
      process.kill(first.owner, 'SIGKILL');
      await waitFor('the end of dockerd', () => markProcess(first.engine.pid) === null, 15_000);
      await waitFor('the end of every trace', async () => (await traces(first.engine)).length === 0, 15_000);

      const second = await owned(outfile);
      const supervisor = await run('pgrep', ['-f', `hostnet-supervise ${second.engine.folder}`]);
      process.kill(Number(supervisor.stdout.split('\n')[0]), 'SIGKILL');
      process.kill(second.owner, 'SIGKILL');
      // An owner that is still ending counts as alive, and nobody tidies up after the living.
      const ended = () => markProcess(second.engine.pid) === null && markProcess(second.owner) === null;
      await waitFor('the end of dockerd and its owner', ended, 15_000);
      expect(existsSync(second.engine.folder)).toBe(true);
      const next = await startPrivateEngine({ imageTar: null });
      await next.stop();
      expect(await traces(second.engine)).toEqual([]);
    } finally {
      await run('rm', ['-f', outfile]);
    }
  });

  it('says in one sentence that an image tar is missing', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('hostnet-bed-'));
    await expect(startPrivateEngine({ imageTar: '/nowhere.tar' })).rejects.toThrow(
      'docker load /nowhere.tar failed',
    );
    const after = readdirSync(tmpdir()).filter((name) => name.startsWith('hostnet-bed-'));
    expect(after.filter((name) => !before.includes(name))).toEqual([]);
  });
});

const NAMES = 'JSON.stringify(os.networkInterfaces())';
/** execa's dependencies call require from a bundle. */
const REQUIRE = `import { createRequire as cr } from 'node:module'; const require = cr(import.meta.url);`;

interface Owned {
  readonly owner: number;
  readonly engine: PrivateEngine;
}

async function owned(script: string): Promise<Owned> {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += part.toString()));
  await waitFor('the start of an owner', () => text.includes('\n'), 60_000);
  return { owner: child.pid!, engine: JSON.parse(text) as PrivateEngine };
}
