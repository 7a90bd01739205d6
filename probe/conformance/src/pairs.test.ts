import type { DialSpec, ListenSpec } from '@hostnet/core/protocol';
import { start, type Probe } from './driver.ts';
import { itUnless, noIpv6 } from './skip.ts';
import { freePort } from './strangers.ts';

/** Address dialled, address listened on, whether the listener is for IPv6 alone. */
const LANES: readonly (readonly [string, string, boolean?])[] = [
  ['127.0.0.1', '127.0.0.1'],
  ['127.0.0.1', '0.0.0.0'],
  ['localhost', '127.0.0.1'],
  ['::1', '::1'],
  ['::1', '::'],
  ['127.0.0.1', '::'],
  ['::ffff:127.0.0.1', '::'],
  ['::ffff:127.0.0.1', '127.0.0.1'],
  ['::ffff:127.0.0.1', '0.0.0.0'],
];

const literalOf = (address: string): string => (address === 'localhost' ? '127.0.0.1' : address);

/** Starts two sessions at once, each dialling the other from the start, as a forwarder still being set up would see it. */
async function pair(
  lane: readonly [string, string, boolean?],
  transport: 'tcp' | 'udp',
): Promise<[Probe, Probe]> {
  const [address, on, ipv6Only = false] = lane;
  const ports = [await freePort(transport), await freePort(transport)] as const;
  const side = (own: 0 | 1) => {
    const listen: ListenSpec = { id: 'own', transport, address: on, port: ports[own], ipv6Only };
    const dial: DialSpec = { lane: 'other', transport, address, port: ports[own ? 0 : 1], redialForMs: 2000 };
    return start({ stay: true, lifetimeMs: 20_000, listen: [listen], dial: [dial] });
  };
  return [await side(0), await side(1)];
}

describe.each(['tcp', 'udp'] as const)('two sessions prove each other reachable over %s', (transport) => {
  for (const lane of LANES) {
    const needsIpv6 = lane.some((part) => String(part).includes(':'));
    itUnless(needsIpv6 ? noIpv6 : null)(`dialling ${lane[0]}, listening on ${lane[1]}`, async () => {
      const probes = await pair(lane, transport);
      for (const [own, other] of [probes, [probes[1], probes[0]] as const]) {
        const dialed = await own.event('dialed', ({ address }) => address === literalOf(lane[0]));
        expect(dialed).toMatchObject({ outcome: 'reachable', errno: null, transport });
        expect(dialed.answered).toBeGreaterThan(0);
        expect(dialed.nonces).toHaveLength(dialed.sent);
        expect(dialed.firstSuccessMs).not.toBeNull();
        // The second witness saw the same, from where the dialler says it stood.
        const received = await other.event('received', ({ nonce }) => dialed.nonces.includes(nonce));
        expect(received).toMatchObject({ listener: 'own', transport });
        expect(received.from.port).toBe(dialed.local?.port);
      }
    });
  }

  itUnless(noIpv6)('a listener for IPv6 alone does not hear IPv4', async () => {
    const listen = { id: 'own', transport, address: '::', port: 0, ipv6Only: true };
    const listener = await start({ stay: true, listen: [listen] });
    const port = await listener.port('own');
    const dial = ['127.0.0.1', '::1'].map((address) => ({ lane: address, transport, address, port }));
    const dialler = await start({ dial });
    await dialler.ended();
    expect((await dialler.event('dialed', ({ lane }) => lane === '127.0.0.1')).outcome).toBe('refused');
    expect((await dialler.event('dialed', ({ lane }) => lane === '::1')).outcome).toBe('reachable');
  });

  it('a name is dialled at every address it has, and each line tells how many there are', async () => {
    const port = await freePort(transport);
    const dialler = await start({
      dial: [{ lane: 'n', transport, address: 'localhost', port }],
      inspect: [{ kind: 'resolve', name: 'localhost' }],
    });
    await dialler.ended();
    const dialed = dialler.all('dialed');
    const [facts] = dialler.all('facts');
    const addresses = facts?.kind === 'resolve' ? facts.addresses : [];
    expect(dialed.map(({ address }) => address).sort()).toEqual([...new Set(addresses)].sort());
    expect(new Set(dialed.map(({ of }) => of))).toEqual(new Set([dialed.length]));
  });
});
