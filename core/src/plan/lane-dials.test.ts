import { planLanes } from './planned-lanes.ts';
import { dialsFor } from './lane-dials.ts';
import type { BoundListener } from './lane-listeners.ts';

const lane = planLanes({ lanAddress: null, desktop: true, bridge: false, published: false, ipv6: true })[0]!;
const listeners = (listener?: BoundListener) =>
  new Map<string, BoundListener>(listener ? [['tcp@0.0.0.0', listener]] : []);
const unbound = (errno: string): BoundListener => ({
  bound: false,
  address: '0.0.0.0',
  errno,
  message: 'the system said no',
});

describe('dialsFor', () => {
  it('dials the port that is really bound', () => {
    const bound: BoundListener = { bound: true, address: '0.0.0.0', port: 23456 };
    expect(dialsFor([lane], listeners(bound), 2000)).toEqual({
      dials: [{ lane: lane.id, transport: 'tcp', address: '127.0.0.1', port: 23456, redialForMs: 2000 }],
      undialled: [],
    });
  });

  it.each(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])(
    '%s at the listener: there is nothing to measure, no fault',
    (errno) => {
      expect(dialsFor([lane], listeners(unbound(errno)), 0)).toEqual({
        dials: [],
        undialled: [{ lane, missing: 'absent', reason: `host-mode has no 0.0.0.0 to listen on (${errno})` }],
      });
    },
  );

  it.each(['EADDRINUSE', 'EACCES', 'EMFILE'])('%s at the listener: the instrument failed', (errno) => {
    expect(dialsFor([lane], listeners(unbound(errno)), 0).undialled).toEqual([
      { lane, missing: 'instrument', reason: 'host-mode could not listen on 0.0.0.0: the system said no' },
    ]);
  });

  it('says so when nothing was started at the far end', () => {
    expect(dialsFor([lane], listeners(), 0).undialled).toEqual([
      { lane, missing: 'instrument', reason: 'nothing was started at host-mode for this lane' },
    ]);
  });

  it('takes a UDP lane to the UDP listener', () => {
    const udp = { ...lane, transport: 'udp' as const };
    const bound: BoundListener = { bound: true, address: '0.0.0.0', port: 23456 };
    expect(dialsFor([udp], listeners(bound), 0).dials).toEqual([]);
    expect(dialsFor([udp], new Map([['udp@0.0.0.0', bound]]), 0).dials).toHaveLength(1);
  });
});
