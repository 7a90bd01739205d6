import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { cleanup } from './cleanup.ts';
import { finish, start } from './driver.ts';
import { itUnless, noIpv6, whereWine } from './skip.ts';
import { freePort, udpSocket } from './strangers.ts';

const on = (transport: 'tcp' | 'udp', address: string, port = 0) => ({
  id: `${transport} ${address} ${port}`,
  transport,
  address,
  port,
});

describe('ready', () => {
  it('tells who it is and what is really bound, in the order asked', async () => {
    const listen = [
      on('tcp', '127.0.0.1'),
      on('udp', '127.0.0.1'),
      on('tcp', '0.0.0.0'),
      on('udp', '0.0.0.0'),
    ];
    const probe = await finish({ listen, vantage: 'node:worker-1' });
    const ready = await probe.event('ready');
    expect(ready).toMatchObject({ v: 1, vantage: 'node:worker-1' });
    expect(ready.listeners.map(({ id, transport, address }) => ({ id, transport, address }))).toEqual(
      listen.map(({ id, transport, address }) => ({ id, transport, address })),
    );
    for (const listener of ready.listeners) {
      expect(listener.error).toBeUndefined();
      expect(listener.port).toBeGreaterThan(0);
    }
  });

  it('takes the port it is asked for', async () => {
    const listen = [
      on('tcp', '127.0.0.1', await freePort('tcp')),
      on('udp', '127.0.0.1', await freePort('udp')),
    ];
    const { listeners } = await (await finish({ listen })).event('ready');
    expect(listeners.map(({ port }) => port)).toEqual(listen.map(({ port }) => port));
  });

  itUnless(noIpv6)('binds ::1 and ::, for IPv6 alone or with IPv4', async () => {
    const listen = [
      ...[on('tcp', '::1'), on('udp', '::1'), on('tcp', '::'), on('udp', '::')],
      ...(['tcp', 'udp'] as const).map((transport) => ({
        ...on(transport, '::'),
        id: transport,
        ipv6Only: true,
      })),
    ];
    const { listeners } = await (await finish({ listen })).event('ready');
    expect(listeners.filter(({ error }) => error)).toEqual([]);
  });

  it('names the errno of a port that is taken, and binds the others', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanup(() => server.close());
    const tcp = (server.address() as AddressInfo).port;
    const udp = (await udpSocket()).address().port;
    const listen = [on('tcp', '127.0.0.1', tcp), on('udp', '127.0.0.1', udp), on('tcp', '127.0.0.1')];
    const { listeners } = await (await finish({ listen })).event('ready');
    expect(listeners.slice(0, 2)).toMatchObject([
      { port: 0, error: { errno: 'EADDRINUSE' } },
      { port: 0, error: { errno: 'EADDRINUSE' } },
    ]);
    expect(listeners[2]?.port).toBeGreaterThan(0);
  });

  // 203.0.113.0/24 is for documentation (RFC 5737): nobody's own.
  for (const transport of ['tcp', 'udp'] as const) {
    const reason =
      transport === 'udp' ? whereWine('binds a UDP socket for a foreign address to 0.0.0.0') : null;
    itUnless(reason)(`names the errno of an address that is not this machine's, ${transport}`, async () => {
      const { listeners } = await (await finish({ listen: [on(transport, '203.0.113.7')] })).event('ready');
      expect(listeners).toMatchObject([{ port: 0, error: { errno: 'EADDRNOTAVAIL' } }]);
    });
  }

  it('names the errno of what is no address', async () => {
    const listen = [on('tcp', 'localhost'), on('udp', 'localhost')];
    const { listeners } = await (await finish({ listen })).event('ready');
    expect(listeners.map(({ error }) => error?.errno)).toEqual(['EINVAL', 'EINVAL']);
  });

  it('frees its ports when it ends', async () => {
    const first = await start({
      stay: true,
      lifetimeMs: 700,
      listen: [on('tcp', '127.0.0.1'), on('udp', '127.0.0.1')],
    });
    const { listeners } = await first.event('ready');
    await first.ended();
    const listen = listeners.map(({ transport, address, port }) => on(transport, address, port));
    const again = await (await finish({ listen })).event('ready');
    expect(again.listeners.filter(({ error }) => error)).toEqual([]);
  });
});
