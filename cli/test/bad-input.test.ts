import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Report } from '@hostnet/core';
import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { diagnoseJson, hostnet, HOSTNET } from './support/hostnet.ts';
import { until } from './support/leftovers.ts';

describe('bad usage ends in one clear sentence and exit code 2', () => {
  it.each([
    [['diagnose', '--nonsense'], /unknown option '--nonsense'/],
    [['nonsense'], /unknown command 'nonsense'/],
    [['diagnose', '--engine', 'podman'], /auto, docker, embedded/],
    [['diagnose', '--timeout', 'soon'], /Expected seconds/],
    [['diagnose', '--timeout', '0'], /Expected seconds/],
    [['diagnose', '--json', '--markdown'], /cannot be used with/],
    [['explain', 'HN9999'], /no code "HN9999".*HN0101/],
    [['explain'], /missing required argument/],
    [[], /Usage/],
  ])('%j', async (args, says) => {
    const ended = await hostnet(args);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(says);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });

  it('explains a code, whatever its case', async () => {
    for (const code of ['HN0205', 'hn0205', '0205']) {
      const ended = await hostnet(['explain', code]);
      expect(ended.code).toBe(0);
      expect(ended.stdout).toContain('# HN0205');
    }
  });
});

describe('an engine that does not answer as one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostnet-bad-'));
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    rmSync(folder, { recursive: true, force: true });
  });
  const listen = (name: string, answer: string | null): Promise<string> => {
    const path = join(folder, name);
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      if (answer !== null) socket.end(answer);
      else socket.resume();
    });
    servers.push(server);
    return new Promise((resolve) => server.listen(path, () => resolve(`unix://${path}`)));
  };

  it.each([
    ['nothing there', async () => Promise.resolve(`unix://${join(folder, 'absent.sock')}`), 'no-socket'],
    ['garbage', () => listen('garbage.sock', '\u0001\u0002 hello\n'), 'not-an-engine'],
    ['HTML', () => listen('html.sock', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<p/>'), 'not-an-engine'],
    ['silence', () => listen('silent.sock', null), 'timed-out'],
    [
      'a plain file',
      () => {
        writeFileSync(join(folder, 'file.sock'), '');
        return Promise.resolve(`unix://${join(folder, 'file.sock')}`);
      },
      'refused',
    ],
    ['a folder', async () => Promise.resolve(`unix://${folder}`), 'refused'],
    ['an address of no known form', async () => Promise.resolve('carrier-pigeon'), 'bad-address'],
  ] as const)(
    '%s',
    async (_name, make, failure) => {
      const { report, ended } = await diagnoseJson({ env: { DOCKER_HOST: await make() } });
      expect(ended.code).toBe(3);
      expect(report.verdict).toBe('unknown');
      expect(report.facts.engine).toMatchObject({ reachable: false, failure });
      expect(report.findings[0]).toMatchObject({ code: 'HN0101' });
      expect(report.findings[0]?.remedy?.text).not.toBe('');
      expect(report.lanes.every((lane) => lane.outcome === 'not-measured' && lane.reason !== null)).toBe(
        true,
      );
    },
    30_000,
  );

  it.each(['cleanup', 'status', 'ports'])(
    '%s of a context that is not there, without a docker CLI',
    async (command) => {
      const env = { DOCKER_HOST: '', DOCKER_CONTEXT: 'absent', DOCKER_CONFIG: folder, PATH: folder };
      const ended = await hostnet([command], { env });
      expect(ended.code).toBe(3);
      const said = `${ended.stdout}${ended.stderr}`.replace(/\s+/g, ' ');
      expect(said).toContain('context "absent" needs the docker command, which was not found');
      expect(said).toContain('set DOCKER_HOST');
      expect(ended.stderr).not.toMatch(/^\s+at /m);
    },
    30_000,
  );

  it('a socket this user may not open', async () => {
    const url = await listen('locked.sock', null);
    chmodSync(join(folder, 'locked.sock'), 0o600);
    chmodSync(folder, 0o755);
    // Another user can read neither this checkout nor, maybe, its parent: a copy of the bundle it can.
    cpSync(join(dirname(HOSTNET), '..', 'bin'), join(folder, 'bin'), { recursive: true });
    cpSync(join(dirname(HOSTNET), '..', 'dist'), join(folder, 'dist'), { recursive: true });
    const ran = spawnSync(process.execPath, [join(folder, 'bin', 'hostnet.mjs'), 'diagnose', '--json'], {
      uid: 65534,
      gid: 65534,
      env: { PATH: process.env['PATH'], DOCKER_HOST: url, HOME: folder },
      encoding: 'utf8',
    });
    expect(ran.status).toBe(3);
    const report = Report.parse(JSON.parse(ran.stdout));
    expect(report.facts.engine).toMatchObject({ reachable: false, failure: 'permission-denied' });
    expect(report.findings[0]?.remedy?.text).toMatch(/docker group/);
  }, 30_000);
});

describe('an engine that fails on the way', () => {
  let engine: PrivateEngine | null = null;
  afterEach(async () => {
    await engine?.stop();
    engine = null;
  }, 60_000);

  it('stopped in the middle: never a verdict about the network, exit code 3', async () => {
    engine = await startPrivateEngine();
    const running = engine;
    const rules = ['udp', 'tcp'].map((t) => [
      'iptables',
      '-I',
      'INPUT',
      '-i',
      'lo',
      '-p',
      t,
      '--dport',
      '1024:65535',
      '-j',
      'DROP',
    ]);
    for (const rule of rules) await running.nsenter(rule);
    const finished = diagnoseJson({ engine: running });
    const started = await until(async () => (await running.docker(['ps', '--quiet'])).stdout !== '', 30_000);
    expect(started).not.toBeNull();
    // As a crash of the engine: its containers go on until their lifetime ends, and nobody hears them.
    process.kill(running.pid, 'SIGKILL');
    const { report, ended } = await finished;
    expect(report.verdict).toBe('unknown');
    expect(ended.code).toBe(3);
    expect(report.findings[0]?.severity).toBe('error');
  }, 180_000);
});
