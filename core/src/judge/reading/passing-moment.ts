import type { Lane, LaneTry } from '../../model/lane.ts';
import { isLossLike } from '../../model/loss-like.ts';
import { SYN_AGAIN_MS } from './loss-counts.ts';

/** So many tests without a loss, measured anew, show that nothing is lost now (chance.test.ts has what that misses). */
const ENOUGH = 12;

/** Dials that ran out of time in the first round, and all of a second one in which nothing was lost. */
export interface PassingMoment {
  readonly late: readonly Lane[];
  /** Tries of all lanes between computer and container, both rounds. */
  readonly tries: number;
}

/**
 * Returns what ran out of time for a moment: in the first round alone, while the second, in which everything was measured anew,
 * lost nothing at all. That is how a computer looks that was too busy to answer in time; where packets are lost the second
 * round loses some too. null where it is not so.
 */
export function passingMoment(lanes: readonly Lane[]): PassingMoment | null {
  const counting = lanes.filter(({ role }) => role === 'verdict');
  const late = counting.filter(({ evidence: { tries } }) => tries?.[0] !== undefined && isLossLike(tries[0]));
  const again = counting.flatMap((lane) =>
    (lane.evidence.tries ?? []).slice(1).map((one) => ({ one, udp: lane.transport === 'udp' })),
  );
  if (late.length === 0 || late.length === counting.length) return null;
  if (again.length < ENOUGH || again.some(({ one, udp }) => isLost(one, udp))) return null;
  return { late, tries: counting.length + again.length };
}

function isLost(one: LaneTry, udp: boolean): boolean {
  if (isLossLike(one)) return true;
  return udp ? one.answered < one.sent : one.elapsedMs >= SYN_AGAIN_MS[0];
}
