import { spawn, type ChildProcess } from 'node:child_process';
import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { diagnoseJson, hostnet, HOSTNET } from './support/hostnet.ts';
import { traces, until, type Traces } from './support/leftovers.ts';

/** A container of ours learns at once that its parent was killed; the rest is the engine's time to take it away, on a busy machine. */
const GONE_MS = 5000;

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
    ['hostnet and its docker run', (pid: number) => -pid],
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
