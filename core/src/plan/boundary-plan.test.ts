import { DialSpec, InspectSpec, ListenSpec } from '../protocol/index.ts';
import { planBoundary, type BoundaryInput } from './boundary-plan.ts';

const plan = (over: Partial<BoundaryInput> = {}) =>
  planBoundary({
    lanAddress: '192.0.2.10',
    desktop: true,
    token: 'ab'.repeat(32),
    multicastPort: 21000,
    ...over,
  });

describe('planBoundary', () => {
  it('keeps every datagram on loopback where engine and host share one stack', () => {
    const { hostDial, containerListen, containerDial } = plan({ desktop: false });
    expect(hostDial).toMatchObject([{ spread: 'multicast', multicastInterface: '127.0.0.1' }]);
    expect(containerListen).toMatchObject([{ multicastInterface: '127.0.0.1' }]);
    expect(containerDial(5000)).toMatchObject([
      { spread: 'broadcast', address: '127.255.255.255', port: 5000 },
    ]);
  });

  it('sends on the LAN interface where a VM stands between', () => {
    const { hostDial, containerListen, containerDial } = plan();
    expect(hostDial).toMatchObject([{ spread: 'multicast', multicastInterface: '192.0.2.10' }]);
    expect(containerListen[0]).not.toHaveProperty('multicastInterface');
    expect(containerDial(5000)).toMatchObject([{ address: '255.255.255.255' }]);
  });

  it('stays on loopback without a LAN address, and binds none', () => {
    const { hostDial, containerInspect } = plan({ lanAddress: null });
    expect(hostDial).toMatchObject([{ multicastInterface: '127.0.0.1' }]);
    expect(containerInspect.map((i) => i.kind)).toEqual(['interfaces', 'sockets', 'icmp']);
    expect(plan().containerInspect.map((i) => i.kind)).toEqual(['interfaces', 'sockets', 'icmp', 'bind']);
  });

  it('asks for a raw socket only where NET_RAW is', () => {
    expect(plan().containerInspect.some((i) => i.kind === 'icmp' && i.raw)).toBe(false);
    expect(plan().rawInspect.filter((i) => i.kind === 'icmp' && i.raw)).toHaveLength(1);
  });

  it('joins and dials one group and port, in words the protocol knows', () => {
    const { hostDial, containerListen, hostListen, containerDial, containerInspect, rawInspect } = plan();
    expect(hostDial[0]?.address).toBe(containerListen[0]?.multicastGroup);
    expect(hostDial[0]?.port).toBe(containerListen[0]?.port);
    for (const spec of [...containerListen, ...hostListen])
      expect(ListenSpec.safeParse(spec).success).toBe(true);
    for (const spec of [...hostDial, ...containerDial(9)])
      expect(DialSpec.safeParse(spec).success).toBe(true);
    for (const spec of [...containerInspect, ...rawInspect])
      expect(InspectSpec.safeParse(spec).success).toBe(true);
  });
});
