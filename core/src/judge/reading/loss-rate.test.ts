import type { Lane } from '../../model/lane.ts';
import { codes, dead, promised } from '../../testing/evidence.ts';
import { failedByLoss, lossExplains } from './loss-rate.ts';

/** Puts `answered` of three datagrams on every UDP lane that answered. */
const lossy = (lanes: Lane[], answered: (nth: number) => number): Lane[] => {
  let nth = 0;
  return lanes.map((lane) => {
    const { dialler } = lane.evidence;
    if (lane.transport !== 'udp' || lane.outcome !== 'reachable' || !dialler) return lane;
    return {
      ...lane,
      evidence: { ...lane.evidence, dialler: { ...dialler, sent: 3, answered: answered(nth++), tries: 1 } },
    };
  });
};
const timedOut = { outcome: 'timed-out' } as const;
/** TCP from host to container over IPv6 ran out of time: two lanes. */
const twoTcpDead = () =>
  promised((way) =>
    way.direction === 'host-to-container' && way.transport === 'tcp' && way.family === 'ipv6' ? timedOut : {},
  );

describe('lossExplains', () => {
  it('explains two TCP lanes that ran out of time where half of the round trips are lost', () => {
    const lanes = lossy(twoTcpDead(), (nth) => 1 + (nth % 2));
    expect(
      lossExplains(
        lanes.filter((lane) => lane.outcome === 'timed-out'),
        lanes,
      ),
    ).toBe(true);
    expect(codes({ lanes })).not.toContain('HN0204');
    expect(codes({ lanes })).toContain('HN0214');
  });

  it('does not explain them by one datagram of many: that is a dead path beside a little loss', () => {
    const lanes = lossy(twoTcpDead(), (nth) => (nth === 0 ? 2 : 3));
    expect(
      lossExplains(
        lanes.filter((lane) => lane.outcome === 'timed-out'),
        lanes,
      ),
    ).toBe(false);
    expect(codes({ lanes })).toContain('HN0204');
  });

  it('does not explain a whole transport by one datagram of twelve', () => {
    const lanes = lossy(
      promised((way) => (way.transport === 'tcp' ? timedOut : {})),
      (nth) => (nth % 4 === 0 ? 2 : 3),
    );
    expect(codes({ lanes })).toContain('HN0204');
  });

  it('names no group where half of the round trips are lost, and shows what ran dry with the loss', () => {
    const lanes = lossy(
      promised((way) => (way.transport === 'tcp' && way.family === 'ipv6' ? timedOut : {})),
      (nth) => 1 + (nth % 2),
    );
    expect(codes({ lanes })).toEqual(['HN0214']);
    expect(failedByLoss(lanes)).toHaveLength(4);
  });

  it('explains no refusal', () => {
    const lanes = lossy(
      promised((way) => (way.direction === 'host-to-container' && way.transport === 'tcp' ? dead(way) : {})),
      () => 1,
    );
    expect(
      lossExplains(
        lanes.filter((lane) => lane.outcome === 'refused'),
        lanes,
      ),
    ).toBe(false);
  });

  it('explains nothing where nothing is lost', () => {
    const lanes = lossy(twoTcpDead(), () => 3);
    expect(
      lossExplains(
        lanes.filter((lane) => lane.outcome === 'timed-out'),
        lanes,
      ),
    ).toBe(false);
  });
});
