import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostnet, HOSTNET } from './support/hostnet.ts';

const EMBEDDED = ['diagnose', '--engine', 'embedded'];

/** Runs hostnet with one stream on a disk that is full (full(4)). */
function onFullDisk(args: readonly string[], stream: 'stdout' | 'stderr') {
  const full = openSync('/dev/full', 'w');
  try {
    const stdio =
      stream === 'stdout' ? (['ignore', full, 'pipe'] as const) : (['ignore', 'pipe', full] as const);
    return spawnSync(process.execPath, [HOSTNET, ...args], { stdio: [...stdio], encoding: 'utf8' });
  } finally {
    closeSync(full);
  }
}

describe('R1: what becomes of the streams changes no verdict', () => {
  it('a full disk behind stdout is said, and is no success', () => {
    const ended = onFullDisk(['explain', 'HN0205'], 'stdout');
    expect([ended.status, ended.stderr]).toEqual([
      3,
      'The output could not be written: there is no space left (ENOSPC).\n',
    ]);
  });

  it('a full disk behind stderr loses the progress alone', () => {
    const ended = onFullDisk(EMBEDDED, 'stderr');
    expect(ended.stdout).toContain('verdict: ');
    expect([0, 1]).toContain(ended.status);
  });

  it.each(['stdout', 'stderr'] as const)(
    'a reader of %s that goes away changes no exit code',
    async (gone) => {
      const whole = await hostnet([...EMBEDDED, '--json']);
      const child = spawn(process.execPath, [HOSTNET, ...EMBEDDED], { stdio: ['ignore', 'pipe', 'pipe'] });
      let heard = '';
      child[gone].destroy();
      const other = gone === 'stdout' ? child.stderr : child.stdout;
      other.on('data', (chunk: Buffer) => (heard += chunk.toString()));
      const code = await new Promise((resolve) => child.on('close', resolve));
      expect(code).toBe(whole.code);
      expect(heard).toContain(gone === 'stdout' ? 'Testing' : 'verdict: ');
      expect(heard).not.toMatch(/EPIPE|^\s+at /m);
    },
    60_000,
  );
});

describe('E14: a home that is none costs one line, and no verdict', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hostnet-home-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['/proc', /^This report was not kept in \/proc\/.*\(ENOENT\)/m],
    ['', /^This report was not kept\. .*HOME does not name the home folder/m],
    ['relative', /^This report was not kept\. .*HOME does not name the home folder/m],
  ])('HOME=%j', (home, says) => {
    const env = { ...process.env, HOME: home, HOSTNET_HISTORY: '', XDG_STATE_HOME: '' };
    const ended = spawnSync(process.execPath, [HOSTNET, ...EMBEDDED, '--json'], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    expect(ended.stderr.trim().split('\n')).toEqual([expect.stringMatching(says)]);
    const { verdict } = JSON.parse(ended.stdout) as { verdict: string };
    expect(ended.status).toBe(verdict === 'working' ? 0 : 1);
    expect(readdirSync(folder)).toEqual([]);
  });
});
