import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { diagnoseJson, hostnet, HOSTNET } from './support/hostnet.ts';
import { traces, until, type Traces } from './support/leftovers.ts';

/** A container of ours learns at once that its parent was killed; the rest is the time of its guard and the engine to take it away, on a busy machine. */
const GONE_MS = 8000;

describe('nothing is left behind', () => {
  let engine: PrivateEngine;
  let before: Traces;

  beforeAll(async () => {
    engine = await startPrivateEngine();
    before = await traces(engine);
  }, 120_000);
  afterAll(async () => engine.stop(), 60_000);

  /** Starts a diagnosis whose host → container UDP is dropped, so that it takes long enough to be caught in the middle. */
  const startSlow = async (): Promise<ChildProcess> => {
    const [command = '', ...args] = engine.nsenterArgv([
      process.execPath,
      HOSTNET,
      'diagnose',
      '--json',
      '--full',
    ]);
    const env = { ...process.env, DOCKER_HOST: engine.dockerHost };
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const running = await until(async () => (await traces(engine)).containers.includes('host-mode'), 20_000);
    expect(running).not.toBeNull();
    return child;
  };
  const rule = ['iptables', '-I', 'INPUT', '-i', 'lo', '-p', 'udp', '--dport', '1024:65535', '-j', 'DROP'];
  const slow = async <T>(work: () => Promise<T>): Promise<T> => {
    await engine.nsenter(rule);
    try {
      return await work();
    } finally {
      await engine.nsenter(rule.map((word) => (word === '-I' ? '-D' : word)));
    }
  };
  const backToBefore = async () => JSON.stringify(await traces(engine)) === JSON.stringify(before);

  it('after a healthy run', async () => {
    await diagnoseJson({ engine }, ['--full']);
    expect(await traces(engine)).toEqual(before);
  }, 60_000);

  it.each([
    ['hostnet alone', (pid: number) => pid],
    ['hostnet and all of its group', (pid: number) => -pid],
  ])(
    'a moment after kill -9 of %s in the middle',
    async (what, whom) => {
      await slow(async () => {
        const child = await startSlow();
        process.kill(whom(child.pid ?? NaN), 'SIGKILL');
        const took = await until(backToBefore, GONE_MS);
        process.stdout.write(`after kill -9 of ${what}: all as before in ${Math.round(took ?? NaN)} ms\n`);
        expect(took).not.toBeNull();
      });
    },
    60_000,
  );

  it('a second after Ctrl-C, which ends in exit code 130', async () => {
    await slow(async () => {
      const child = await startSlow();
      const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
      child.kill('SIGINT');
      expect(await ended).toBe(130);
      // The promise is one second on an idle machine (npm run bench prints it); this one is shared.
      expect(await until(backToBefore, 5000)).not.toBeNull();
    });
  }, 60_000);

  it('and what an older run left in whatever state, the next run removes', async () => {
    const labels = (expires: number) => ['--label', 'hostnet=1', '--label', `hostnet.expires=${expires}`];
    const image = 'hostnet/host-networking:latest';
    const later = Math.round(Date.now() / 1000) + 600;
    await engine.docker(['create', '--name', 'hostnet-old-owners', ...labels(1), image]);
    await engine.docker(['create', '--name', 'hostnet-other-run', ...labels(later), image]);
    await diagnoseJson({ engine });
    const { stdout } = await engine.docker(['ps', '--all', '--format', '{{.Names}}']);
    expect(stdout.trim()).toBe('hostnet-other-run');
    await engine.docker(['rm', 'hostnet-other-run']);
  }, 60_000);

  it('and what a killed `npm start` left, cleanup removes, but nothing of one that runs', async () => {
    const labels = (id: string, pid: number) => [
      ...['--label', `hostnet.standin=${id}`],
      ...['--label', `hostnet.standin.owner=${hostname()}/${pid}/1`],
    ];
    const gone = spawn('true');
    await new Promise((resolve) => gone.once('close', resolve));
    const dead = labels('dead0001', gone.pid ?? 0);
    const living = ['--label', 'hostnet.standin=a11ve001', '--label', 'hostnet.standin.owner=elsewhere/1/1'];
    const image = 'hostnet/host-networking:latest';
    const service = ['run', '--detach', '--restart', 'unless-stopped', '--network', 'none'];
    for (const args of [
      [...service, '--name', 'dead-service', ...dead, image, 'node', '-e', 'setInterval(() => 0, 1000)'],
      ['network', 'create', ...dead, 'dead-network'],
      ['volume', 'create', ...dead, 'dead-volume'],
      ['create', '--name', 'living-service', ...living, image],
    ])
      expect(await engine.docker(args)).toMatchObject({ code: 0 });
    // A temporary folder of its own: stand-ins of others on this machine are none of its business.
    const folder = mkdtempSync(join(tmpdir(), 'hostnet-left-'));
    try {
      const ended = await hostnet(['cleanup'], { engine, env: { TMPDIR: folder } });
      expect(ended.stdout).toContain('removed what the stand-in dead0001 left');
      const { stdout } = await engine.docker(['ps', '--all', '--format', '{{.Names}}']);
      expect(stdout.trim()).toBe('living-service');
      const networks = await engine.docker(['network', 'ls', '--format', '{{.Name}}']);
      expect(networks.stdout).not.toContain('dead');
      await engine.docker(['rm', 'living-service']);
      expect(await traces(engine)).toEqual(before);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);

  it('and what an older run left, cleanup removes', async () => {
    const created = await engine.docker([
      ...[
        'create',
        '--name',
        'hostnet-old-host-mode',
        '--label',
        'hostnet=1',
        '--label',
        'hostnet.expires=1',
      ],
      ...['hostnet/host-networking:latest', 'node', '-e', '0'],
    ]);
    expect(created.code).toBe(0);
    const ended = await hostnet(['cleanup'], { engine });
    expect(ended.stdout).toContain('removed hostnet-old-host-mode');
    expect(ended.code).toBe(0);
    expect(await traces(engine)).toEqual(before);
  }, 60_000);
});
