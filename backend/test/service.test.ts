import { lstatSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { request } from 'node:http';
import { join } from 'node:path';
import type { ProbeEvent, SessionSpec } from '@hostnet/core/protocol';
import { bridgeSpec } from './support/spec.ts';
import {
  buildBundle,
  isRoot,
  spawnService,
  startService,
  statusField,
  until,
  workDir,
} from './support/service.ts';
import type { Service } from './support/service.ts';

let dir: ReturnType<typeof workDir>;
const running: Service[] = [];

beforeAll(buildBundle, 120_000);
beforeEach(() => {
  dir = workDir();
});
afterEach(async () => {
  for (const service of running.splice(0)) await service.stop('SIGKILL');
  dir.remove();
});

async function start(...args: Parameters<typeof startService>): Promise<Service> {
  const service = await startService(...args);
  running.push(service);
  return service;
}

/** A TCP server on 127.0.0.1 that takes connections; `answer` is what it says to each. */
async function listener(answer: string): Promise<{ server: Server; port: number; open: () => number }> {
  let open = 0;
  const server = createServer((socket) => {
    open += 1;
    socket.resume();
    socket.on('error', () => undefined);
    socket.on('close', () => (open -= 1));
    if (answer !== '') socket.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port, open: () => open };
}

function dialing(port: number, count = 1): SessionSpec {
  const dial = Array.from({ length: count }, (_, i) => ({
    lane: `l${i}`,
    transport: 'tcp' as const,
    address: '127.0.0.1',
    port,
  }));
  return bridgeSpec({ dial, lifetimeMs: 10_000 });
}

describe('bridge session', () => {
  it('measures: a stranger who answers is the wrong listener, a closed port refuses', async () => {
    const service = await start(dir.path);
    const { server, port } = await listener('220 hello\r\n');
    const outcome = async (): Promise<unknown> => {
      const answer = await service.ask('POST', '/bridge/session', dialing(port));
      const { events } = answer.json() as { events: ProbeEvent[] };
      expect(events[0]).toMatchObject({ event: 'ready', listeners: [] });
      expect(events.at(-1)).toMatchObject({ event: 'done', reason: 'finished' });
      return events.find((event) => event.event === 'dialed')?.outcome;
    };
    expect(await outcome()).toBe('wrong-listener');
    await new Promise((resolve) => server.close(resolve));
    expect(await outcome()).toBe('refused');
  }, 60_000);

  it('closes its sockets within a second when the client goes', async () => {
    const service = await start(dir.path);
    const silent = await listener('');
    const call = request({
      socketPath: service.socket,
      method: 'POST',
      path: '/bridge/session',
      headers: { 'content-type': 'application/json' },
    });
    call.on('error', () => undefined);
    call.end(JSON.stringify(dialing(silent.port, 8)));
    await until(() => silent.open() > 0, 'the session has dialled');
    call.destroy();
    const gone = performance.now();
    await until(() => silent.open() === 0, 'its sockets are closed');
    process.stdout.write(`sockets closed ${Math.round(performance.now() - gone)} ms after the client went\n`);
    silent.server.close();
  }, 60_000);
});

describe('the process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends within a second of %s, sessions and clients or not',
    async (signal) => {
      const service = await start(dir.path);
      const silent = await listener('');
      const answer = service.ask('POST', '/bridge/session', dialing(silent.port, 8)).catch(() => null);
      await until(() => silent.open() > 0, 'the session has dialled');
      const end = await service.stop(signal);
      silent.server.close();
      await answer;
      expect(end.code).toBe(0);
      expect(end.elapsedMs).toBeLessThan(1000);
      expect(() => lstatSync(service.socket)).toThrow('ENOENT');
    },
    60_000,
  );

  it('takes over the socket of one that was killed, not of one that answers', async () => {
    const first = await start(dir.path);
    const args = ['--socket', first.socket, '--data', join(dir.path, 'data')];
    const second = spawnService({ args });
    expect((await second.ended).code).toBe(1);
    expect(second.log()).toMatch(/^hostnet: Another service listens on .*\.\n$/);
    expect(await first.ask('GET', '/health')).toMatchObject({ status: 200 });
    await first.stop('SIGKILL');
    expect(lstatSync(first.socket).isSocket()).toBe(true);
    const third = await start(dir.path);
    expect(await third.ask('GET', '/health')).toMatchObject({ status: 200 });
  }, 60_000);

  it.each([
    ['a file', 'f', /is not a socket/],
    ['a missing folder', 'none/s.sock', /does not exist/],
    ['a folder', '', /is not a socket/],
  ])(
    'ends with one sentence when the socket is %s',
    async (_what, name, sentence) => {
      writeFileSync(join(dir.path, 'f'), 'mine');
      const { ended, log } = spawnService({ args: ['--socket', join(dir.path, name), '--data', dir.path] });
      expect((await ended).code).toBe(1);
      expect(log()).toMatch(sentence);
      expect(log().trim().split('\n')).toHaveLength(1);
    },
    60_000,
  );

  it.each([[['--nonsense']], [['--socket']], [['--socket', 'rel']], [['x']]])(
    'refuses the arguments %j with one sentence and 2',
    async (args) => {
      const { ended, log } = spawnService({ args });
      expect((await ended).code).toBe(2);
      expect(log()).toMatch(/^hostnet: [^\n]+\.\n$/);
    },
    60_000,
  );

  it('sleeps when idle: its main thread is not woken once in three seconds', async () => {
    const service = await start(dir.path);
    await service.ask('GET', '/health');
    const wakes = (): number => Number(statusField(service.pid, 'voluntary_ctxt_switches'));
    // Garbage collection after the start may still wake it; a timer would wake it for ever.
    let last = wakes();
    await until(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 3000));
        const before = last;
        last = wakes();
        return last === before;
      },
      'three seconds pass without a wake',
      40_000,
    );
    process.stdout.write(`idle resident set ${statusField(service.pid, 'VmRSS')}\n`);
  }, 60_000);

  (isRoot ? it : it.skip)(
    'started as root with capabilities it becomes 65534 and has none',
    async () => {
      const service = await start(dir.path, { root: true });
      await until(() => service.log().includes('as user 65534:65534'), 'it has changed user');
      expect(statusField(service.pid, 'Uid')).toBe('65534\t65534\t65534\t65534');
      expect(statusField(service.pid, 'Gid')).toBe('65534\t65534\t65534\t65534');
      expect(statusField(service.pid, 'Groups')).toBe('');
      for (const set of ['CapEff', 'CapPrm', 'CapInh'])
        expect(statusField(service.pid, set)).toBe('0000000000000000');
      const { reports } = (await service.ask('GET', '/health')).json() as { reports: number | null };
      expect(reports).toBe(0);
      await service.stop('SIGTERM');
    },
    60_000,
  );
});
