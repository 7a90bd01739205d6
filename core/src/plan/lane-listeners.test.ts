import { PROTOCOL_VERSION, type ReadyEvent } from '../protocol/index.ts';
import { planLanes } from './planned-lanes.ts';
import { boundListeners, isAbsent, listenerId, listensFor } from './lane-listeners.ts';

const lanes = planLanes({
  lanAddress: '192.0.2.10',
  desktop: true,
  bridge: false,
  published: false,
  ipv6: true,
});

describe('listensFor', () => {
  it('opens one socket for each transport and address, TCP and UDP on one number', () => {
    const specs = listensFor('host-mode', lanes, [21001, 21002, 21003, 21004]);
    expect(specs.map((s) => `${s.id}:${s.port}`)).toEqual([
      'tcp@0.0.0.0:21001',
      'udp@0.0.0.0:21001',
      'tcp@127.0.0.1:21002',
      'udp@127.0.0.1:21002',
      'tcp@:::21003',
      'udp@:::21003',
      'tcp@::1:21004',
      'udp@::1:21004',
    ]);
  });

  it('opens :: as most programs do, dual-stack, and says so of no other address', () => {
    for (const spec of listensFor('host-mode', lanes)) {
      expect(spec.ipv6Only).toBe(spec.address === '::' ? false : undefined);
    }
  });

  it('lets the system choose where ports run out', () => {
    expect(listensFor('host', lanes, [21001]).map((s) => s.port)).toEqual([21001, 21001, 0, 0, 0, 0, 0, 0]);
    expect(listensFor('host', lanes).every((s) => s.port === 0)).toBe(true);
  });

  it('opens a listener for every lane that ends there, and none elsewhere', () => {
    for (const to of ['host', 'host-mode', 'published'] as const) {
      const ids = new Set(listensFor(to, lanes).map((s) => s.id));
      expect(ids).toEqual(
        new Set(lanes.filter((l) => l.to === to).map((l) => listenerId(l.transport, l.listen))),
      );
    }
    expect(listensFor('bridge', lanes)).toEqual([]);
  });
});

describe('boundListeners', () => {
  it('keeps what is really bound, and why something is not', () => {
    const ready: ReadyEvent = {
      event: 'ready',
      v: PROTOCOL_VERSION,
      vantage: 'host',
      pid: 1,
      at: 0,
      listeners: [
        { id: 'tcp@127.0.0.1', transport: 'tcp', address: '127.0.0.1', port: 21000 },
        {
          id: 'tcp@::1',
          transport: 'tcp',
          address: '::1',
          port: 0,
          error: { errno: 'EADDRNOTAVAIL', message: 'no such address' },
        },
      ],
    };
    expect([...boundListeners(ready)]).toEqual([
      ['tcp@127.0.0.1', { bound: true, address: '127.0.0.1', port: 21000 }],
      ['tcp@::1', { bound: false, address: '::1', errno: 'EADDRNOTAVAIL', message: 'no such address' }],
    ]);
  });
});

describe('isAbsent', () => {
  it.each([
    ['EADDRNOTAVAIL', true],
    ['EAFNOSUPPORT', true],
    ['EADDRINUSE', false],
    ['EACCES', false],
    ['EMFILE', false],
    ['', false],
  ])('%j: %s', (errno, absent) => {
    expect(isAbsent(errno)).toBe(absent);
  });
});
