import { readFileSync } from 'node:fs';
import { LEAVE, STOP_MAX_MS, type SweepSpec, type SweptEvent } from '@hostnet/core/protocol';
import { underWine } from './command.ts';
import { finish, start, type Probe } from './driver.ts';
import { noNamespaces } from './namespaces.ts';
import { itUnless, noIpv6, notLinux, whereWine } from './skip.ts';
import { tcpStranger, udpStranger } from './strangers.ts';

const sweepOf = (parts: Partial<SweepSpec>): SweepSpec => ({
  id: 's',
  transport: 'tcp',
  address: '127.0.0.1',
  from: 20_000,
  to: 20_000,
  waitMs: 500,
  ...parts,
});

/** Holds the lines of a sweep to their form: every port of the range in one line, and once in it; returns them as one. */
function whole(probe: Probe, spec: SweepSpec): Pick<SweptEvent, 'open' | 'silent' | 'closed' | 'failed'> {
  const lines = probe.all('swept').filter(({ id }) => id === spec.id);
  const sum = { open: [] as number[], silent: [] as number[], closed: 0, failed: 0 };
  let next = spec.from;
  for (const [index, line] of lines.entries()) {
    expect(line).toMatchObject({ transport: spec.transport, address: spec.address, from: next });
    expect(line.to - line.from).toBeLessThan(1000);
    expect(line.open.length + line.silent.length + line.closed + line.failed).toBe(line.to - line.from + 1);
    for (const port of [...line.open, ...line.silent]) {
      expect([port >= line.from, port <= line.to]).toEqual([true, true]);
    }
    expect(line.last).toBe(index === lines.length - 1);
    expect(line.errno === null).toBe(line.failed === 0);
    next = line.to + 1;
    sum.open.push(...line.open);
    sum.silent.push(...line.silent);
    sum.closed += line.closed;
    sum.failed += line.failed;
  }
  expect(next).toBe(spec.to + 1);
  expect(new Set(sum.open).size).toBe(sum.open.length);
  return sum;
}

async function sweep(parts: Partial<SweepSpec>): Promise<ReturnType<typeof whole>> {
  const spec = sweepOf(parts);
  return whole(await finish({ sweep: [spec] }), spec);
}

/** Ports that somebody has, as the kernel tells. */
function taken(transport: 'tcp' | 'udp'): Set<number> {
  const lines = [transport, `${transport}6`].flatMap((table) => {
    try {
      return readFileSync(`/proc/net/${table}`, 'latin1').split('\n');
    } catch {
      return [];
    }
  });
  const state = transport === 'tcp' ? '0A' : '07';
  const ports = lines.map((line) => /: [0-9A-F]+:([0-9A-F]{4}) \S+ (\S\S) /.exec(line));
  return new Set(ports.flatMap((match) => (match?.[2] === state ? [parseInt(match[1] ?? '', 16)] : [])));
}

describe('a sweep', () => {
  it('over TCP tells open ports from closed ones, and says nothing to anybody', async () => {
    let heard = '';
    const ports = await Promise.all(
      [1, 2].map(() => tcpStranger((socket) => socket.on('data', (data: Buffer) => (heard += String(data))))),
    );
    for (const port of ports) {
      const from = Math.max(1, port - 300);
      // As long as a sweep may wait: on a busy machine wine stands still for half a second now and then.
      const found = await sweep({ from, to: Math.min(65_535, port + 300), waitMs: 2000 });
      expect(found.open).toContain(port);
      expect(found).toMatchObject({ silent: [], failed: 0 });
    }
    expect(heard).toBe('');
  });

  it('over UDP tells who answers, who is silent and who is not there', async () => {
    const questions: string[] = [];
    const answers = await udpStranger((data, reply) => {
      questions.push(String(data));
      reply('hello');
    });
    const mute = await udpStranger((data) => void questions.push(String(data)));
    const open = await sweep({ transport: 'udp', from: answers, to: answers });
    expect(open).toEqual({ open: [answers], silent: [], closed: 0, failed: 0 });
    const silent = await sweep({ transport: 'udp', from: mute, to: mute, waitMs: 200 });
    expect(silent).toEqual({ open: [], silent: [mute], closed: 0, failed: 0 });
    // One datagram a port, and that an empty line.
    expect(questions).toEqual(['\n', '\n']);
  });

  itUnless(whereWine('tells no ICMP answers to datagrams'))(
    'over UDP finds a port closed that nobody has',
    async () => {
      const found = await sweep({ transport: 'udp', from: 20_000, to: 20_499, waitMs: 300 });
      const free = 500 - [...taken('udp')].filter((port) => port >= 20_000 && port < 20_500).length;
      expect(found.closed).toBeGreaterThanOrEqual(free - 2);
    },
  );

  itUnless(noIpv6)('takes IPv6 addresses', async () => {
    const found = await sweep({ address: '::1', from: 21_000, to: 21_099 });
    expect(found.closed + found.open.length).toBe(100);
  });

  for (const transport of ['tcp', 'udp'] as const) {
    const reason = notLinux ?? noNamespaces;
    itUnless(reason)(
      `over ${transport} finds nobody where its own sockets meet, in the range the system gives out`,
      async () => {
        // In a namespace of its own, where nobody listens at all.
        const via = ['unshare', '--net', 'sh', '-c', 'ip link set lo up; exec "$@"', 'sh'];
        const spec = sweepOf({ transport, from: 32_000, to: 61_000, waitMs: 2000 });
        const probe = await start({ sweep: [spec] }, { via });
        await probe.ended();
        expect(whole(probe, spec)).toEqual({ open: [], silent: [], closed: 29_001, failed: 0 });
      },
    );
  }

  itUnless(notLinux ?? whereWine('ends connections otherwise'))('leaves no connection open', async () => {
    const port = await tcpStranger((socket) => socket.resume().on('end', () => socket.end()));
    expect(await sweep({ from: port, to: port })).toMatchObject({ open: [port] });
    const hex = port.toString(16).toUpperCase().padStart(4, '0');
    const lines = readFileSync('/proc/net/tcp', 'latin1').split('\n');
    const states = lines.flatMap((line) => /: \S+ [0-9A-F]+:([0-9A-F]{4}) (\S\S) /.exec(line) ?? []);
    // 06 is TIME_WAIT (proc(5)): both sides have ended in order, and the system remembers it for a minute.
    expect(states.filter((_, at, all) => at % 3 === 2 && all[at - 1] === hex)).toEqual(['06']);
  });

  it('takes a bounded time where many ports are open and nobody ends', async () => {
    const ports = await Promise.all(
      Array.from({ length: 40 }, () => tcpStranger((socket) => socket.resume())),
    );
    const [from, to] = [Math.min(...ports), Math.max(...ports)];
    const spec = sweepOf({ from, to });
    const probe = await finish({ sweep: [spec] });
    expect(whole(probe, spec).open).toEqual(expect.arrayContaining(ports));
    const told = probe.all('swept').find(({ last }) => last)?.at ?? 0;
    const done = await probe.event('done');
    // The connections are ended beside each other, and after their ports are told.
    expect(done.at - told).toBeLessThan(40 * LEAVE.ms);
  });

  it('of a name is refused, and the next one runs', async () => {
    const [name, next] = [sweepOf({ id: 'n', address: 'localhost' }), sweepOf({ id: 'o' })];
    const probe = await finish({ sweep: [name, next] });
    expect(probe.all('facts')).toMatchObject([
      { kind: 'failed', inspection: 'sweep n', reason: expect.stringMatching(/literal/) as string },
    ]);
    whole(probe, next);
  });

  itUnless(notLinux ?? (underWine ? 'wine has its own errors' : null))(
    'counts what could not be tried, with the reason',
    async () => {
      const spec = sweepOf({ address: '255.255.255.255', to: 20_009 });
      const probe = await finish({ sweep: [spec] });
      expect(whole(probe, spec)).toMatchObject({ open: [], silent: [], closed: 0, failed: 10 });
      expect(probe.all('swept').at(-1)?.errno).toBe('ENETUNREACH');
    },
  );

  it('ends with its session and then tells of no last line', async () => {
    const port = await udpStranger(() => undefined);
    const probe = await start({
      lifetimeMs: 400,
      sweep: [sweepOf({ transport: 'udp', from: port, to: port, waitMs: 2000 })],
    });
    await probe.ended();
    const done = await probe.event('done');
    expect(done).toMatchObject({ reason: 'lifetime' });
    expect(done.at).toBeLessThan(400 + STOP_MAX_MS);
    expect(probe.all('swept')).toEqual([]);
  });
});
