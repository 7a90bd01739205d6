import { finish, start } from './driver.ts';
import { udpStranger } from './strangers.ts';

describe('as much at once as a spec can ask', () => {
  it('64 listeners and 256 dials: all reachable, and both witnesses agree', async () => {
    const listen = Array.from({ length: 64 }, (_, i) => ({
      id: `l${i}`,
      transport: i % 2 ? ('tcp' as const) : ('udp' as const),
      address: '127.0.0.1',
      port: 0,
    }));
    const listener = await start({ stay: true, listen });
    const { listeners } = await listener.event('ready');
    expect(new Set(listeners.map(({ transport, port }) => `${transport} ${port}`)).size).toBe(64);
    const dial = Array.from({ length: 256 }, (_, i) => {
      const { transport, port } = listeners[i % 64]!;
      return { lane: `${i}`, transport, address: '127.0.0.1', port };
    });
    const dialed = (await finish({ dial })).all('dialed');
    expect(dialed.filter(({ outcome }) => outcome !== 'reachable')).toEqual([]);
    expect(new Set(dialed.map(({ lane }) => lane)).size).toBe(256);
    for (const { nonces } of dialed) await listener.event('received', ({ nonce }) => nonces.includes(nonce));
  });

  it('256 silent lanes are all told, in a few times the budget of one', async () => {
    const port = await udpStranger(() => undefined);
    const dial = Array.from({ length: 256 }, (_, i) => ({
      lane: `${i}`,
      transport: 'udp' as const,
      address: '127.0.0.1',
      port,
    }));
    const probe = await finish({ dial });
    expect(probe.all('dialed').map(({ outcome }) => outcome)).toEqual(dial.map(() => 'timed-out'));
    expect((await probe.event('done')).at).toBeLessThan(10_000);
  });
});
