import type { DialedEvent, FactsEvent, Interface, ReceivedEvent } from '../protocol/index.ts';
import {
  BROADCAST_LANE,
  BROADCAST_LISTENER,
  MULTICAST_LANE,
  MULTICAST_LISTENER,
} from '../plan/boundary-plan.ts';
import { boundaryEntries, sameInterfaces, type BoundaryEvidence } from './boundary-entries.ts';

const iface = (name: string, mac: string, ...addresses: string[]): Interface => ({
  name,
  mac,
  addresses: addresses.map((address) => ({
    address,
    prefix: address.includes(':') ? 64 : 24,
    internal: address.startsWith('127.') || address === '::1',
  })),
});
const lo = iface('lo', '00:00:00:00:00:00', '127.0.0.1', '::1');
const eth = iface('eth0', '02:00:00:00:00:01', '192.0.2.10', 'fe80::1%eth0');
const vm = iface('eth0', '02:00:00:00:00:99', '192.168.65.3');

const probe = (
  kind: 'icmp' | 'bind',
  status: 'carried' | 'not-carried' | 'not-measured',
  raw?: boolean,
): FactsEvent => ({
  event: 'facts',
  kind,
  target: '192.0.2.10',
  ...(raw === undefined ? {} : { raw }),
  status,
  reason: null,
  errno: null,
  elapsedMs: 1,
  at: 1,
});
const failed = (inspection: string, reason: string): FactsEvent => ({
  event: 'facts',
  kind: 'failed',
  inspection,
  reason,
  at: 1,
});
const interfaces = (list: Interface[]): FactsEvent => ({
  event: 'facts',
  kind: 'interfaces',
  interfaces: list,
  at: 1,
});
const spread = (lane: string, over: Partial<DialedEvent> = {}): DialedEvent => ({
  event: 'dialed',
  lane,
  transport: 'udp',
  address: '239.255.1.2',
  port: 21000,
  of: 1,
  outcome: 'timed-out',
  phase: 'echo',
  errno: null,
  local: null,
  nonces: ['m1', 'm2'],
  sent: 2,
  answered: 0,
  lastSent: 2,
  lastAnswered: 0,
  tries: 1,
  elapsedMs: 1000,
  firstSuccessMs: null,
  at: 1000,
  ...over,
});
const seenBy = (listener: string, nonce: string): ReceivedEvent => ({
  event: 'received',
  listener,
  transport: 'udp',
  nonce,
  from: { address: '192.0.2.10', port: 5 },
  at: 2,
});
const evidence = (over: Partial<BoundaryEvidence> = {}): BoundaryEvidence => ({
  container: [],
  privileged: null,
  dialed: [],
  containerReceived: [],
  hostReceived: [],
  hostInterfaces: [lo, eth],
  listening: { multicast: true, broadcast: true },
  lanAddress: '192.0.2.10',
  ...over,
});
const entry = (name: string, over: Partial<BoundaryEvidence>) =>
  boundaryEntries(evidence(over)).find((candidate) => candidate.name === name);

describe('boundaryEntries', () => {
  it('tells each thing once, in order, and none of it as not carried when nothing was seen', () => {
    const entries = boundaryEntries(evidence());
    expect(entries.map((e) => e.name)).toEqual([
      'icmp-echo',
      'raw-socket',
      'interfaces',
      'multicast',
      'broadcast',
      'bind-host-address',
    ]);
    for (const e of entries) {
      expect(e.status).toBe('not-measured');
      expect(e.reason).toMatch(/\w/);
    }
  });

  it('takes ping from the inspection that could measure it', () => {
    const unmeasured = probe('icmp', 'not-measured', false);
    expect(entry('icmp-echo', { container: [unmeasured] })?.status).toBe('not-measured');
    expect(
      entry('icmp-echo', { container: [unmeasured], privileged: [probe('icmp', 'carried', false)] })?.status,
    ).toBe('carried');
    expect(
      entry('icmp-echo', { container: [probe('icmp', 'not-carried', false)], privileged: [unmeasured] })
        ?.status,
    ).toBe('not-carried');
    expect(entry('icmp-echo', { container: [failed('icmp', 'no ping here')] })?.reason).toBe('no ping here');
  });

  it('never takes a raw socket’s ping for an ordinary one, nor the reverse', () => {
    const raw = probe('icmp', 'carried', true);
    const plain = probe('icmp', 'not-carried', false);
    const both = { container: [], privileged: [raw, plain] };
    expect(entry('raw-socket', both)?.status).toBe('carried');
    expect(entry('icmp-echo', both)?.status).toBe('not-carried');
    expect(entry('raw-socket', { privileged: [plain] })?.status).toBe('not-measured');
  });

  it('says that raw sockets are asked in a full diagnosis when they were not asked for', () => {
    expect(entry('raw-socket', { privileged: null })?.reason).toBe(
      'needs the NET_RAW capability: tested in a full diagnosis only',
    );
    expect(entry('raw-socket', { privileged: [] })?.reason).toBe('the inspection gave no answer in time');
  });

  it.each([
    ['multicast', MULTICAST_LANE, MULTICAST_LISTENER, 'containerReceived'],
    ['broadcast', BROADCAST_LANE, BROADCAST_LISTENER, 'hostReceived'],
  ] as const)('%s is carried when its own listener saw the very datagram', (name, lane, listener, side) => {
    const dialed = [spread(lane)];
    expect(entry(name, { dialed, [side]: [seenBy(listener, 'm2')] })).toMatchObject({
      status: 'carried',
      evidence: ['2 sent to 239.255.1.2:21000, 1 seen by the listener'],
    });
    expect(entry(name, { dialed, [side]: [seenBy(listener, 'another')] })?.status).toBe('not-carried');
    expect(entry(name, { dialed, [side]: [seenBy('udp@0.0.0.0', 'm1')] })?.status).toBe('not-carried');
    expect(entry(name, { dialed })?.status).toBe('not-carried');
  });

  it.each([
    ['multicast', MULTICAST_LANE],
    ['broadcast', BROADCAST_LANE],
  ])('%s that could not be sent is not measured, and the errno is named', (name, lane) => {
    const dialed = [spread(lane, { sent: 0, nonces: [], errno: 'ENETUNREACH', outcome: 'no-route' })];
    expect(entry(name, { dialed })).toMatchObject({
      status: 'not-measured',
      reason: 'the datagram could not be sent (ENETUNREACH)',
    });
  });

  it('tells whose interfaces a host-mode container sees', () => {
    expect(entry('interfaces', { container: [interfaces([lo, eth])] })).toMatchObject({
      status: 'carried',
      evidence: ['eth0 192.0.2.10/24, fe80::1%eth0/64'],
    });
    expect(entry('interfaces', { container: [interfaces([lo, vm])] })).toMatchObject({
      status: 'not-carried',
      reason: 'the container sees the interfaces of another stack',
    });
    expect(entry('interfaces', { container: [interfaces([lo])], hostInterfaces: [lo] })?.status).toBe(
      'not-measured',
    );
  });

  it('binds the host’s address only where there is one', () => {
    expect(entry('bind-host-address', { container: [probe('bind', 'not-carried')] })).toMatchObject({
      status: 'not-carried',
      evidence: ['bind to 192.0.2.10'],
    });
    expect(
      entry('bind-host-address', { container: [probe('bind', 'carried')], lanAddress: null }),
    ).toMatchObject({
      status: 'not-measured',
      reason: 'this computer has no address but loopback',
    });
  });
});

describe('sameInterfaces', () => {
  it.each([
    ['the same', [lo, eth], [lo, eth], true],
    [
      'the same, written with another scope',
      [lo, iface('eth0', eth.mac, '192.0.2.10', 'fe80::1')],
      [lo, eth],
      true,
    ],
    [
      'more inside, such as docker0',
      [lo, eth, iface('docker0', '02:42:00:00:00:01', '172.17.0.1')],
      [lo, eth],
      true,
    ],
    [
      'the same, while a container’s link comes or goes',
      [lo, eth],
      [lo, eth, iface('veth12ab', '02:00:00:00:00:77', 'fe80::77')],
      true,
    ],
    [
      'the same, with an address that came meanwhile',
      [lo, iface('eth0', eth.mac, '192.0.2.10', 'fe80::1', '2001:db8::5')],
      [lo, eth],
      true,
    ],
    [
      'a docker0 alike on both sides, and another network card',
      [lo, vm, iface('docker0', '02:42:ac:11:00:01', '172.17.0.1')],
      [lo, eth, iface('docker0', '02:42:ac:11:00:01', '172.17.0.1')],
      false,
    ],
    ['one missing inside', [lo], [lo, eth], false],
    ['another stack’s', [lo, vm], [lo, eth], false],
    ['the same hardware with another address', [iface('eth0', eth.mac, '192.0.2.11')], [eth], false],
    ['some inside, none but loopback on the host', [lo, eth], [lo], false],
  ])('%s', (_, container, host, value) => {
    expect(sameInterfaces(container, host)).toEqual({ known: true, value, source: 'interfaces compared' });
  });

  it('is unknown where loopback is all there is on both sides', () => {
    expect(sameInterfaces([lo], [lo])).toMatchObject({ known: false });
    expect(sameInterfaces([], [])).toMatchObject({ known: false });
  });
});
