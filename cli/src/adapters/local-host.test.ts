import { connect } from 'node:net';
import { arch, networkInterfaces, platform, release } from 'node:os';
import { HostFacts, type ProbeEvent, type SessionSpec } from '@hostnet/core';
import { hostFacts, localHost } from './local-host.ts';

const never = new AbortController().signal;

describe('hostFacts', () => {
  const before = process.env['HOSTNET_LAN_ADDRESS'];
  afterEach(() => {
    if (before === undefined) delete process.env['HOSTNET_LAN_ADDRESS'];
    else process.env['HOSTNET_LAN_ADDRESS'] = before;
  });
  const lan = async (given: string) => {
    process.env['HOSTNET_LAN_ADDRESS'] = given;
    return (await hostFacts()).lanAddress;
  };

  it('fit the schema and are this computer’s', async () => {
    const facts = HostFacts.parse(await hostFacts());
    expect(facts).toMatchObject({ platform: platform(), release: release(), arch: arch() });
    expect(facts.interfaces.map((i) => i.name)).toEqual(Object.keys(networkInterfaces()));
    const lo = facts.interfaces.flatMap((i) => i.addresses).find((a) => a.address === '127.0.0.1');
    expect(lo).toEqual({ address: '127.0.0.1', prefix: 8, internal: true });
    expect(facts.ipv6Loopback).toBe(
      Object.values(networkInterfaces()).some((list) => list?.some((a) => a.address === '::1')),
    );
  });

  it('find an address of this computer that is no loopback, or say why not', async () => {
    const found = await lan('');
    const own = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    if (found.known) {
      expect(own.filter((a) => !a.internal).map((a) => a.address)).toContain(found.value);
    } else expect(found.reason).not.toBe('');
  });

  it('take HOSTNET_LAN_ADDRESS, and name it as the source', async () => {
    expect(await lan('198.51.100.7')).toEqual({
      known: true,
      value: '198.51.100.7',
      source: 'HOSTNET_LAN_ADDRESS',
    });
  });

  it.each(['', 'nonsense', '10.0.0', '10.0.0.256', '::1', '10.0.0.1/24', ' 10.0.0.1'])(
    'find the address themselves where HOSTNET_LAN_ADDRESS is %j, which is none',
    async (given) => {
      const found = await lan('');
      expect(await lan(given)).toEqual(found);
      expect(found).not.toMatchObject({ source: 'HOSTNET_LAN_ADDRESS' });
    },
  );
});

describe('a session on this computer', () => {
  const spec: SessionSpec = {
    v: 1,
    run: 'unit0001',
    token: 'ab'.repeat(32),
    vantage: 'host',
    lifetimeMs: 10_000,
    stay: true,
    listen: [{ id: 'l', transport: 'tcp', address: '127.0.0.1', port: 0 }],
    dial: [],
    inspect: [],
  };
  const portOf = (event: ProbeEvent) => (event.event === 'ready' ? (event.listeners[0]?.port ?? 0) : 0);
  const isOpen = (port: number) =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });

  it('really listens, ends when it is stopped, twice too, and leaves no port behind', async () => {
    const session = localHost().runProbe(spec, never);
    const events: ProbeEvent[] = [];
    for await (const event of session.events) {
      events.push(event);
      if (event.event !== 'ready') continue;
      expect(await isOpen(portOf(event))).toBe(true);
      await Promise.all([session.stop(), session.stop()]);
    }
    expect(events.map((event) => event.event)).toEqual(['ready', 'done']);
    expect(await isOpen(portOf(events[0]!))).toBe(false);
  });

  it('ends when the run is aborted, also before it began', async () => {
    const abort = new AbortController();
    const session = localHost().runProbe(spec, abort.signal);
    const events: ProbeEvent[] = [];
    for await (const event of session.events) {
      events.push(event);
      if (event.event === 'ready') abort.abort();
    }
    expect(events.at(-1)).toMatchObject({ event: 'done', reason: 'signal' });
    expect(await isOpen(portOf(events[0]!))).toBe(false);
    await session.stop();

    const late: ProbeEvent[] = [];
    for await (const event of localHost().runProbe(spec, abort.signal).events) late.push(event);
    expect(late.at(-1)).toMatchObject({ event: 'done', reason: 'signal' });
  });

  it('measures: its dial of its own listener is answered, and both ends saw it', async () => {
    const listening = localHost().runProbe(spec, never);
    const seen: string[] = [];
    for await (const event of listening.events) {
      if (event.event === 'received') {
        seen.push(event.nonce);
        continue;
      }
      if (event.event !== 'ready') continue;
      const dialler = localHost().runProbe(
        {
          ...spec,
          stay: false,
          listen: [],
          dial: [{ lane: 'x', transport: 'tcp', address: '127.0.0.1', port: portOf(event) }],
        },
        never,
      );
      for await (const dialled of dialler.events) {
        if (dialled.event === 'dialed') expect(dialled).toMatchObject({ outcome: 'reachable', answered: 1 });
      }
      await listening.stop();
    }
    expect(seen).toHaveLength(1);
  });
});
