import { spawn } from 'node:child_process';
import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { hostnet, HOSTNET } from './support/hostnet.ts';
import { traces, until, type Traces } from './support/leftovers.ts';
import { list, serve } from './support/servers.ts';

const MADE = ['web', 'api', 'bridge', 'restless'];

describe('hostnet ports', () => {
  let engine: PrivateEngine;
  let before: Traces;
  const docker = (args: readonly string[]) => engine.docker(args);

  beforeAll(async () => {
    engine = await startPrivateEngine();
    before = await traces(engine);
  }, 120_000);
  afterAll(async () => engine.stop(), 60_000);
  afterEach(async () => {
    await engine.docker(['rm', '--force', ...MADE]);
    expect(
      await until(async () => JSON.stringify(await traces(engine)) === JSON.stringify(before), 10_000),
    ).not.toBeNull();
  }, 30_000);

  it('lists every socket with container, process, user, address, family, and what answers', async () => {
    await serve(
      docker,
      'web',
      ['0.0.0.0 19000', ':: 19001', ':: 19002 v6only'],
      ['--network', 'host', '--user', '1000:1000'],
    );
    await serve(docker, 'bridge', ['0.0.0.0 19003'], []);
    const { report, ended } = await list({ engine });
    expect(ended.code).toBe(0);
    expect(report.hostNetworking.state).toBe('own-stack');
    expect(report.listeners).toMatchObject([
      {
        port: 19000,
        transport: 'tcp',
        address: '0.0.0.0',
        family: 'ipv4',
        uid: 1000,
        process: 'node',
        container: { name: 'web' },
      },
      {
        port: 19001,
        address: '::',
        family: 'dual',
        reach: { v4: { outcome: 'reachable' }, v6: { outcome: 'reachable' }, lan: { outcome: 'reachable' } },
      },
      {
        port: 19002,
        address: '::',
        family: 'ipv6',
        reach: { v4: { expected: 'no' }, v6: { outcome: 'reachable' } },
        whyNot: 'It listens on IPv6 only: 127.0.0.1 does not reach it.',
      },
    ]);
    expect(report.ports).toMatchObject({ owners: 'all', ownersReason: null, hostListeners: { known: true } });
    expect(report.containers.map((one) => one.name).sort()).toEqual(['bridge', 'web']);
    const text = await hostnet(['ports'], { engine });
    expect(text.stdout).toMatch(/^web +node +19000\/tcp +0\.0\.0\.0 +✓ +– +✓$/m);
    expect(text.stdout).toMatch(/^web +node +19002\/tcp +:: \(v6 only\) +– +✓ +– +It listens on IPv6 only/m);
  }, 60_000);

  it('says that nothing listens where nothing does', async () => {
    const { report, ended } = await list({ engine });
    expect(report.listeners).toEqual([]);
    expect(ended.code).toBe(0);
  }, 60_000);

  it('is right about containers that come and go while it looks', async () => {
    const churn = new AbortController();
    const churning = (async () => {
      while (!churn.signal.aborted) {
        await engine.docker([
          'run',
          '--rm',
          '--name',
          'restless',
          '--network',
          'none',
          'hostnet/host-networking:latest',
          'node',
          '-e',
          '0',
        ]);
      }
    })();
    try {
      await serve(docker, 'web', ['127.0.0.1 19010']);
      for (let round = 0; round < 4; round++) {
        const { report } = await list({ engine });
        expect(report.listeners).toMatchObject([{ port: 19010, container: { name: 'web' } }]);
      }
    } finally {
      churn.abort();
      await churning;
    }
  }, 120_000);

  it('--watch prints changes as lines, and Ctrl-C leaves nothing', async () => {
    const [command = '', ...args] = engine.nsenterArgv([process.execPath, HOSTNET, 'ports', '--watch']);
    const child = spawn(command, args, {
      env: { ...process.env, DOCKER_HOST: engine.dockerHost },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const prints = (line: RegExp) => until(() => line.test(text), 30_000);
    await serve(docker, 'web', ['127.0.0.1 19020']);
    expect(await prints(/^\+ 19020\/tcp 127\.0\.0\.1 web node v4=reachable$/m)).not.toBeNull();
    await engine.docker(['rm', '--force', 'web']);
    expect(await prints(/^- 19020\/tcp 127\.0\.0\.1 web node$/m)).not.toBeNull();
    child.kill('SIGINT');
    expect(await closed).toBe(130);
  }, 120_000);

  it('killed in the middle leaves no container', async () => {
    const [command = '', ...args] = engine.nsenterArgv([process.execPath, HOSTNET, 'ports', '--json']);
    const child = spawn(command, args, {
      env: { ...process.env, DOCKER_HOST: engine.dockerHost },
      stdio: 'ignore',
    });
    expect(
      await until(async () => (await traces(engine)).containers.includes('owners'), 20_000),
    ).not.toBeNull();
    child.kill('SIGKILL');
    expect(
      await until(async () => !(await traces(engine)).containers.includes('hostnet'), 5000),
    ).not.toBeNull();
  }, 60_000);
});
