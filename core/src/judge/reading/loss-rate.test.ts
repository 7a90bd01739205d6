import type { Lane } from '../../model/lane.ts';
import { codes, dead, promised } from '../../testing/evidence-fixtures.ts';
import { isLossLike } from '../../model/loss-like.ts';
import { upperShare } from './loss-counts.ts';
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

/** Puts what a second round adds on every lane that ran out of time: four more dials, which wait for two more SYNs. */
const triedAgain = (lanes: Lane[]): Lane[] =>
  lanes.map((lane) => {
    if (!isLossLike(lane)) return lane;
    const none = { outcome: lane.outcome, phase: 'connect', sent: 0, answered: 0, received: 0 };
    const tries = [1000, 3400, 3400, 3400, 3400].map((elapsedMs) => ({ ...none, elapsedMs }));
    return { ...lane, evidence: { ...lane.evidence, tries } };
  });
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
    const lanes = triedAgain(lossy(twoTcpDead(), (nth) => (nth === 0 ? 2 : 3)));
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
    expect(codes({ lanes })).toEqual(['HN0214', 'HN0221']);
    expect(failedByLoss(lanes)).toHaveLength(4);
  });

  it('takes few counts for little: four of eight may stand for three of four, four hundred of eight hundred hardly', () => {
    expect(upperShare({ sent: 8, lost: 4 })).toBeCloseTo(0.785, 2);
    expect(upperShare({ sent: 800, lost: 400 })).toBeCloseTo(0.535, 2);
    expect(upperShare({ sent: 0, lost: 0 })).toBe(0);
  });

  it('is told by TCP alone, where a lane was answered in one round and not in the other', () => {
    const once = { phase: 'connect', sent: 0, answered: 0, received: 0 };
    const lanes = promised().map((lane, nth) =>
      lane.transport === 'tcp' && nth % 4 === 0
        ? {
            ...lane,
            evidence: {
              ...lane.evidence,
              tries: [
                { ...once, outcome: 'timed-out' as const, elapsedMs: 1000 },
                { ...once, outcome: 'reachable' as const, sent: 1, answered: 1, elapsedMs: 3 },
              ],
            },
          }
        : lane,
    );
    expect(codes({ lanes })).toEqual(['HN0221']);
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
