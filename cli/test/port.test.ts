import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { pause } from '@hostnet/node';
import { hostnet } from './support/hostnet.ts';
import { traces, type Traces } from './support/leftovers.ts';
import { end, explain, list, serve, serveAndFail, stranger } from './support/servers.ts';

/** The private engine's own address in its isolated namespace. */
const LAN = '10.254.254.3';

/** Names of the containers these tests start; removed after each. */
const MADE = [
  'site',
  'loop',
  'web',
  'one',
  'first',
  'second',
  'late',
  'inside',
  'published',
  'asleep',
  'dumb',
];

describe('hostnet port on an engine that is this machine’s own', () => {
  let engine: PrivateEngine;
  let before: Traces;
  const options = () => ({ engine });
  const docker = (args: readonly string[]) => engine.docker(args);

  beforeAll(async () => {
    engine = await startPrivateEngine();
    before = await traces(engine);
  }, 120_000);
  afterAll(async () => engine.stop(), 60_000);
  afterEach(async () => {
    await engine.docker(['rm', '--force', ...MADE]);
    expect(await traces(engine)).toEqual(before);
  }, 30_000);

  it('of -p 8080:80 says that 8080 is discarded and 80 is the port, with a command that works when pasted', async () => {
    await serve(docker, 'web', ['0.0.0.0 80'], ['--network', 'host', '--publish', '8080:80']);
    const { chain, ended, status } = await explain(['8080'], options());
    expect(ended.code).toBe(1);
    expect(chain.broken).toBe('listener');
    expect(status).toMatchObject({ listener: 'broken', published: 'broken', owner: 'not-applicable' });
    expect(chain.sentence).toMatch(
      /Port 8080 is discarded, since -p 8080:80 is ignored .* port 80, and answers there/,
    );
    expect(chain.command).toBe('nc -vz localhost 80');
    const pasted = await engine.nsenter(['sh', '-c', chain.command ?? 'false']);
    expect(pasted.code).toBe(0);
    const real = await explain(['80'], options());
    expect(real.ended.code).toBe(0);
    expect(real.chain.links.find((link) => link.id === 'published')?.sentence).toContain('-p 8080:80');
  }, 60_000);

  it.each([
    [
      '127.0.0.1',
      '127.0.0.1 18001',
      ['127.0.0.1'],
      /node of one answers on port 18001 at 127\.0\.0\.1\. Only this computer/,
    ],
    ['::1', '::1 18001', ['::1'], /at \[::1\]\. It listens on IPv6 only.*Only this computer/],
    [
      ':: without IPv4',
      ':: 18001 v6only',
      ['::1'],
      /at \[::1\]\. It listens on IPv6 only: 127\.0\.0\.1 does not reach it\.$/,
    ],
    ['0.0.0.0', '0.0.0.0 18001', ['127.0.0.1', LAN], /at 127\.0\.0\.1 and 10\.254\.254\.3\.$/],
  ])(
    'of a server on %s says where it answers',
    async (_, socket, addresses, sentence) => {
      await serve(docker, 'one', [socket]);
      const { chain, ended } = await explain(['18001'], options());
      expect(chain).toMatchObject({ verdict: 'reachable', broken: null });
      expect(chain.sentence).toMatch(sentence);
      expect(ended.code).toBe(0);
      const { report } = await list(options());
      const row = report.listeners?.find((one) => one.port === 18001);
      expect(row?.container?.name).toBe('one');
      const answered = Object.values(row?.reach ?? {}).filter((cell) => cell.outcome === 'reachable');
      expect(answered.map((cell) => cell.address)).toEqual(addresses);
      const command = await engine.nsenter(['sh', '-c', chain.command ?? 'false']);
      expect(command.code).toBe(0);
    },
    60_000,
  );

  it('names the holder of a port before a second container starts, and after it failed', async () => {
    await serve(docker, 'first', ['0.0.0.0 18100']);
    const earlier = await explain(['18100'], options());
    expect(earlier.chain.sentence).toContain('node of first answers on port 18100');
    await serveAndFail(docker, 'second', ['0.0.0.0 18100']);
    const { chain, ended } = await explain(['18100'], options());
    expect(ended.code).toBe(1);
    expect(chain.broken).toBe('container');
    expect(chain.sentence).toContain('second could not listen on port 18100/tcp: first has it');
    expect(chain.command).toBe('docker stop first');
    const { report } = await list(options());
    expect(report.ports.bindFailures[0]).toMatchObject({
      container: 'second',
      kind: 'address-in-use',
      port: 18100,
    });
  }, 60_000);

  it('names a stranger’s process on the port, before and after a container wanted it', async () => {
    const process = await stranger(['0.0.0.0 18200'], engine);
    try {
      const { chain } = await explain(['18200'], options());
      expect(chain.sentence).toMatch(/^node \(pid \d+\) answers on port 18200/);
      expect(chain.links.find((link) => link.id === 'container')).toMatchObject({ status: 'not-applicable' });
      await serveAndFail(docker, 'late', ['0.0.0.0 18200']);
      const after = await explain(['18200'], options());
      expect(after.chain.sentence).toMatch(
        /late could not listen on port 18200\/tcp: node on this computer has it/,
      );
    } finally {
      await end(process);
    }
  }, 60_000);

  it('of a port that only a bridge container uses says that nobody publishes it', async () => {
    await serve(docker, 'inside', ['0.0.0.0 18300'], ['--expose', '18300']);
    const { chain } = await explain(['18300'], options());
    expect(chain).toMatchObject({ verdict: 'broken', broken: 'listener' });
    expect(chain.sentence).toContain('inside uses port 18300 in a bridge network and does not publish it');
    expect(chain.command).toBe('docker run --publish 18300:18300 hostnet/host-networking:latest');
  }, 60_000);

  it('of a published port says so', async () => {
    await serve(docker, 'published', ['0.0.0.0 80'], ['--publish', '18310:80']);
    const { chain, ended, status } = await explain(['18310'], options());
    expect(chain.sentence).toMatch(/answers on port 18310 at 127\.0\.0\.1/);
    expect(status).toMatchObject({ container: 'ok' });
    expect(ended.code).toBe(0);
  }, 60_000);

  it('of a stopped container names it, of an empty port the list', async () => {
    expect((await explain(['18400'], options())).chain.command).toBe('hostnet ports');
    await serve(docker, 'asleep', ['0.0.0.0 18400'], ['--network', 'host', '--expose', '18400']);
    await engine.docker(['stop', '--time', '1', 'asleep']);
    const { chain } = await explain(['18400'], options());
    expect(chain).toMatchObject({ broken: 'listener', command: 'docker start asleep' });
  }, 60_000);

  it('of a UDP port neither says it is reachable nor that it is not', async () => {
    const held = await engine.docker([
      'run',
      '--detach',
      '--name',
      'dumb',
      '--network',
      'host',
      'hostnet/host-networking:latest',
      'node',
      '-e',
      "require('node:dgram').createSocket('udp4').bind(18500, () => console.log('listening')); process.on('SIGTERM', () => process.exit(0))",
    ]);
    expect(held.code).toBe(0);
    const { chain, ended } = await explain(['18500', '--udp'], options());
    expect(chain).toMatchObject({ verdict: 'unknown', broken: null });
    expect(chain.sentence).toContain('only the program’s own protocol');
    expect(ended.code).toBe(3);
    await engine.docker(['rm', '--force', 'dumb']);
    expect((await explain(['18500', '--udp'], options())).ended.code).toBe(1);
  }, 60_000);

  it('P02 explains both sides of a -p that host mode ignores', async () => {
    await serve(docker, 'web', ['0.0.0.0 18710'], ['--network', 'host', '--publish', '18710:18711']);
    const outer = await explain(['18710'], options());
    expect(outer.ended.code).toBe(0);
    expect(outer.chain.links.find((link) => link.id === 'published')?.sentence).toBe(
      '-p 18710:18711 of web is ignored in host mode. Port 18710 is a port that web itself listens on.',
    );
    const inner = await explain(['18711'], options());
    expect(inner.chain.sentence).toContain(
      '-p 18710:18711 is ignored in host mode: web listens on port 18710',
    );
  }, 60_000);

  it('E06 of a paused container says so, and the command that lets it go on mends it', async () => {
    await serve(docker, 'one', ['0.0.0.0 18720']);
    await engine.docker(['pause', 'one']);
    const { chain, ended } = await explain(['18720'], options());
    expect(ended.code).toBe(1);
    expect(chain).toMatchObject({ broken: 'container', command: 'docker unpause one' });
    expect((await list(options())).ended.code).toBe(1);
    await engine.docker(['unpause', 'one']);
    expect((await explain(['18720'], options())).ended.code).toBe(0);
  }, 60_000);

  it('E07 of a container that restarts again and again shows its log, and does not start it', async () => {
    const started = await engine.docker([
      ...[
        'run',
        '--detach',
        '--name',
        'loop',
        '--network',
        'host',
        '--restart',
        'always',
        '--expose',
        '18730',
      ],
      ...['hostnet/host-networking:latest', 'node', '-e', 'process.exit(3)'],
    ]);
    expect(started.code).toBe(0);
    const state = async () =>
      (await engine.docker(['inspect', '--format', '{{.State.Status}} {{.RestartCount}}', 'loop'])).stdout;
    // From the sixth restart on the engine waits for more than six seconds in between.
    const waits = (text: string) => /^restarting (?:[6-9]|\d\d)/.test(text);
    for (let tries = 0; tries < 800 && !waits(await state()); tries++) await pause(50);
    const { chain } = await explain(['18730'], options());
    expect(chain).toMatchObject({ broken: 'listener', command: 'docker logs --tail 20 loop' });
    expect(chain.sentence).toContain('exit code 3');
  }, 60_000);

  it('E08 of the port inside a published container names the port to use', async () => {
    await serve(docker, 'site', ['0.0.0.0 18741'], ['--publish', '18740:18741']);
    const { chain } = await explain(['18741'], options());
    expect(chain.sentence).toBe('Port 18741 is the port inside site: on this computer use port 18740.');
    expect((await engine.nsenter(['sh', '-c', chain.command ?? 'false'])).code).toBe(0);
  }, 60_000);

  it('in a terminal lights the first broken link and ends in one sentence and one command', async () => {
    const ended = await hostnet(['port', '18600'], options());
    expect(ended.stdout).toMatch(/^port 18600\/tcp: broken$/m);
    expect(ended.stdout).toMatch(/^✗ A program listens/m);
    expect(ended.stdout.trimEnd().split(/\s+/).join(' ')).toMatch(
      /Nothing listens on port 18600, and no container names it: check the number, or see which ports have a listener\. hostnet ports$/,
    );
    expect(ended.code).toBe(1);
  }, 60_000);
});

describe('bad ports end in one clear sentence and exit code 2', () => {
  it.each([
    [['port', '0'], /"0" is no port: expected a whole number from 1 to 65535/],
    [['port', '70000'], /"70000" is no port/],
    [['port', 'abc'], /"abc" is no port/],
    [['port', '1-'], /"1-" is no port/],
    [['port', ''], /"" is no port/],
    [['port'], /missing required argument/],
    [['wait', '0'], /"0" is no port/],
    [['wait', '53/sctp'], /a form such as 8080 or 53\/udp/],
    [['wait', '80', '--timeout', '0'], /Expected seconds/],
    [['sweep', '1-'], /"1-" is no range/],
    [['sweep', '5-1'], /runs backwards.*1-5/],
    [['sweep', '0-10'], /is no range/],
    [['sweep', '1-65536'], /is no range/],
    [['sweep', ''], /"" is no range/],
    [['sweep', '1-2-3'], /is no range/],
    [['sweep', '80', '--address', 'example.com'], /is no address.*not a name/],
  ])('%j', async (args, says) => {
    const ended = await hostnet(args);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(says);
    expect(ended.stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
    expect(ended.stdout).toBe('');
  });
});

it('without an engine says what is wrong with it, exit code 3', async () => {
  const env = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };
  const { chain, ended } = await explain(['8080'], { env });
  expect(ended.code).toBe(3);
  expect(chain.sentence).toContain('/nowhere/docker.sock');
  const ports = await hostnet(['ports'], { env });
  expect(ports.code).toBe(3);
  expect(ports.stdout).toContain('Start Docker');
}, 30_000);
