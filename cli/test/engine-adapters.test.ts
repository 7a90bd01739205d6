import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import {
  containerFactsFrom,
  engineFactsFrom,
  ProbeFailure,
  PROBE_IMAGE,
  Report,
  type ProbeEvent,
  type ProbeRequest,
} from '@hostnet/core';
import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { cliApi } from '../src/adapters/cli-api.ts';
import { dockerEngine } from '../src/adapters/docker-engine.ts';
import { resolveEndpoint } from '../src/adapters/endpoint.ts';
import { httpApi } from '../src/adapters/http-api.ts';
import { HOSTNET } from './support/hostnet.ts';
import { until } from './support/leftovers.ts';

/** Jest gives tests a copy of the environment; the docker CLI inherits this one. */
const real = runInThisContext('process') as NodeJS.Process;
const never = new AbortController().signal;

describe('a real engine, asked over its socket and through the docker CLI', () => {
  const before = real.env['DOCKER_HOST'];
  let engine: PrivateEngine;
  beforeAll(async () => {
    engine = await startPrivateEngine();
    real.env['DOCKER_HOST'] = engine.dockerHost;
  }, 120_000);
  afterAll(async () => {
    if (before === undefined) delete real.env['DOCKER_HOST'];
    else real.env['DOCKER_HOST'] = before;
    await engine.stop();
  }, 60_000);

  const endpoint = () => resolveEndpoint({ DOCKER_HOST: engine.dockerHost });
  const http = () => {
    const there = endpoint();
    if (there.via === 'cli') throw new Error('a socket is asked over the socket');
    return httpApi(there);
  };
  const create = async (name: string, ...args: string[]) => {
    const made = await engine.docker([
      'run',
      '--detach',
      '--name',
      name,
      ...args,
      PROBE_IMAGE,
      'node',
      '-e',
      'setTimeout(() => undefined, 60000)',
    ]);
    if (made.code !== 0) throw new Error(made.stderr);
    return made.stdout.trim();
  };
  const names = async () => (await engine.docker(['ps', '--all', '--format', '{{.Names}}'])).stdout;

  it('tells the same of itself either way', async () => {
    const [a, b] = [http(), cliApi()];
    const [overSocket, throughCli] = await Promise.all(
      [a, b].map(async (api) => engineFactsFrom(await api.version(never), await api.info(never), 'x')),
    );
    expect(overSocket).toMatchObject({ reachable: true, kind: 'docker', os: 'linux' });
    expect(throughCli).toEqual(overSocket);
  }, 30_000);

  it('restarts a container, and tells in the engine’s words why it could not', async () => {
    const id = await create('again');
    const there = dockerEngine(endpoint(), PROBE_IMAGE);
    const startedAt = async () =>
      (await engine.docker(['inspect', '--format', '{{.State.StartedAt}}', id])).stdout.trim();
    const first = await startedAt();
    await engine.docker(['kill', id]);
    await there.restart(id, never);
    expect(await startedAt()).not.toBe(first);
    await engine.docker(['rm', '--force', id]);
    await expect(there.restart(id, never)).rejects.toThrow(/No such container/);
  }, 60_000);

  it('tells the same of its containers, filtered by label, and removes them running or not', async () => {
    await create('one', '--label', 'hn-test=1', '--network', 'host');
    await create('two', '--label', 'hn-test=1', '--publish', '127.0.0.1:0:80');
    await create('three');
    const [a, b] = [http(), cliApi()];
    const all = containerFactsFrom(await a.inspectAll([], never));
    expect(all.map((c) => [c.name, c.networkMode]).sort()).toEqual([
      ['one', 'host'],
      ['three', 'default'],
      ['two', 'default'],
    ]);
    expect(containerFactsFrom(await b.inspectAll([], never))).toEqual(all);
    const labelled = containerFactsFrom(await a.inspectAll(['hn-test'], never));
    expect(labelled.map((c) => c.name).sort()).toEqual(['one', 'two']);
    expect(containerFactsFrom(await b.inspectAll(['hn-test'], never))).toEqual(labelled);
    expect(await b.inspectAll(['hn-none'], never)).toEqual([]);

    await engine.docker(['stop', '--time', '0', 'one']);
    for (const [api, name] of [
      [a, 'one'],
      [b, 'two'],
      [a, 'three'],
    ] as const) {
      await api.remove(name, never);
      expect((await names()).split('\n')).not.toContain(name);
      // Gone already is fine.
      await a.remove(name, never);
      await b.remove(name, never);
    }
  }, 60_000);

  const request = (run: string, stay: boolean): ProbeRequest => ({
    kind: 'host-mode',
    expiresAt: Math.ceil(Date.now() / 1000) + 60,
    spec: {
      v: 1,
      run,
      token: 'ab'.repeat(32),
      vantage: 'host-mode',
      lifetimeMs: 30_000,
      stay,
      listen: [{ id: 'l', transport: 'udp', address: '127.0.0.1', port: 0 }],
      dial: [],
      inspect: [{ kind: 'interfaces' }],
    },
  });
  const hear = async (events: AsyncIterable<ProbeEvent>, each: (event: ProbeEvent) => void) => {
    try {
      for await (const event of events) each(event);
      return null;
    } catch (error) {
      return error instanceof ProbeFailure ? error.kind : String(error);
    }
  };

  it('runs a probe to its end, whose container is gone then', async () => {
    const kinds: string[] = [];
    const session = dockerEngine(endpoint(), PROBE_IMAGE).runProbe(request('adapt001', false), never);
    expect(await hear(session.events, (event) => kinds.push(event.event))).toBeNull();
    expect(kinds).toEqual(['ready', 'facts', 'done']);
    expect(await until(async () => (await names()) === '', 5000)).not.toBeNull();
  }, 60_000);

  it('labels it while it runs, hides it from the containers, and stop() ends it', async () => {
    const docker = dockerEngine(endpoint(), PROBE_IMAGE);
    const session = docker.runProbe(request('adapt002', true), never);
    let ready: () => void = () => undefined;
    const isReady = new Promise<void>((resolve) => (ready = resolve));
    const kinds: string[] = [];
    const ended = hear(session.events, (event) => {
      kinds.push(event.event);
      if (event.event === 'ready') ready();
    });
    await isReady;
    expect(await names()).toBe('hostnet-adapt002-host-mode');
    const [inspected] = await http().inspectAll(
      ['hostnet', 'hostnet.run=adapt002', 'hostnet.expires'],
      never,
    );
    expect(inspected).toMatchObject({ State: { Running: true }, HostConfig: { NetworkMode: 'host' } });
    expect(await docker.containers(never)).toEqual([]);
    await session.stop();
    expect(await ended).toBeNull();
    expect(kinds.at(-1)).toBe('done');
    expect(await until(async () => (await names()) === '', 5000)).not.toBeNull();
  }, 60_000);

  it('aborted at any moment of its start, leaves no container behind', async () => {
    for (const waitMs of [0, 10, 20, 30, 40, 50, 60, 80, 100, 120, 150, 200, 300]) {
      const abort = new AbortController();
      const session = dockerEngine(endpoint(), PROBE_IMAGE).runProbe(
        request(`abort${waitMs}`, true),
        abort.signal,
      );
      const ended = hear(session.events, () => undefined);
      // Not a wait for luck: each is another moment of the start.
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      abort.abort();
      // A probe that was ready by then ends in order, with `done`.
      expect(['cancelled', null]).toContain(await ended);
    }
    expect(await until(async () => (await names()) === '', 10_000)).not.toBeNull();
  }, 90_000);

  it('tells an image that is not there as what it is', async () => {
    const session = dockerEngine(endpoint(), 'hostnet/absent:1').runProbe(request('adapt003', false), never);
    expect(await hear(session.events, () => undefined)).toBe('image-missing');
    expect(await names()).toBe('');
  }, 60_000);

  it('reads the contexts that docker itself has stored', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hostnet-store-'));
    try {
      const docker = async (...args: string[]) => {
        const ran = await engine.docker(['--config', folder, 'context', ...args]);
        if (ran.code !== 0) throw new Error(ran.stderr);
      };
      await docker('create', 'plain', '--docker', `host=${engine.dockerHost}`);
      await docker('create', 'tls', '--docker', 'host=tcp://127.0.0.1:2376,skip-tls-verify=true');
      const of = (name: string) => resolveEndpoint({ DOCKER_CONFIG: folder, DOCKER_CONTEXT: name });
      expect(of('plain')).toMatchObject({ via: 'socket', url: engine.dockerHost, chosen: true });
      expect(of('tls')).toMatchObject({ via: 'cli', chosen: true });
      expect(of('absent')).toMatchObject({ via: 'cli', chosen: true });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});

describe('auto', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hostnet-auto-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a diagnosis where /run and /var/run are empty but for docker.sock, if one is given. The real ones are not touched. */
  async function whereSocketIs(socket: string | null, env: NodeJS.ProcessEnv = {}) {
    const script = [
      'mount --make-rprivate /',
      'mount -t tmpfs none /run',
      'if [ ! -L /var/run ]; then mount -t tmpfs none /var/run; fi',
      ...(socket === null ? [] : [`ln -s '${socket}' /var/run/docker.sock`]),
      'exec "$@"',
    ].join(' && ');
    const argv = ['--mount', 'sh', '-c', script, 'sh', process.execPath, HOSTNET, 'diagnose', '--json'];
    const clean = { PATH: process.env['PATH'], HOME: folder, ...env };
    const child = spawn('unshare', argv, { env: clean, stdio: ['ignore', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, report: Report.parse(JSON.parse(stdout)) };
  }
  const expectUnknown = ({ code, report }: Awaited<ReturnType<typeof whereSocketIs>>, failure: string) => {
    expect(report.facts.engine).toMatchObject({ reachable: false, failure });
    expect(report.verdict).toBe('unknown');
    expect(report.banners).toEqual([]);
    expect(report.lanes.every((lane) => lane.outcome === 'not-measured')).toBe(true);
    expect(code).toBe(3);
  };

  it('takes the embedded engine where no Docker is at the default place', async () => {
    const { code, report } = await whereSocketIs(null);
    expect(report.facts.engine).toMatchObject({ reachable: true, kind: 'embedded' });
    expect(report.banners).toEqual(['no Docker engine: measured with the embedded engine']);
    expect(report.verdict).toBe('working');
    expect(code).toBe(0);
  }, 60_000);

  it('does not where somebody named another place', async () => {
    expectUnknown(await whereSocketIs(null, { DOCKER_HOST: `unix://${folder}/absent.sock` }), 'no-socket');
    expectUnknown(await whereSocketIs(null, { DOCKER_CONTEXT: 'mine' }), 'bad-address');
  }, 60_000);

  it.each([
    ['is silent', null, 'timed-out'],
    ['answers nonsense', 'hello\r\n\r\n', 'not-an-engine'],
  ])(
    'does not where the default socket is there and %s',
    async (_name, answer, failure) => {
      const path = join(folder, 'odd.sock');
      const server = createServer((socket) => {
        socket.on('error', () => undefined).resume();
        if (answer !== null) socket.end(answer);
      });
      await new Promise<void>((resolve) => server.listen(path, resolve));
      expectUnknown(await whereSocketIs(path), failure);
      await new Promise((resolve) => server.close(resolve));
    },
    60_000,
  );

  it('does not where the default socket was left by an engine that died', async () => {
    const path = join(folder, 'stale.sock');
    const code = `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('up'))`;
    const engine = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => engine.stdout.once('data', resolve));
    engine.kill('SIGKILL');
    await new Promise((resolve) => engine.once('close', resolve));
    expectUnknown(await whereSocketIs(path), 'refused');
  }, 60_000);
});
