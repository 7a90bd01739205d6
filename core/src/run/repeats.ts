import type { Lane, PlannedLane } from '../model/lane.ts';
import { isLossLike } from '../model/loss-like.ts';

/** How often a lane that ran out of time is dialled in the second round, each time with patience. */
export const DIALS_OF_A_FAILED_LANE = 4;

/** A session dials 64 addresses at once (probe/node/src/dial/dialler.ts): more would be dialled after each other. */
const MOST_REPEATS = 40;

const MARK = '~';
const REPEATED = new RegExp(`${MARK}\\d+`);

/**
 * Returns what is dialled beside the plan in a second round: every lane that ran out of time in the first, some times more.
 * Each is a lane of its own until `mergeRounds` puts them together. Pure.
 */
export function repeatsOf(planned: readonly PlannedLane[], first: readonly Lane[]): PlannedLane[] {
  const failed = new Set(
    first.filter((lane) => isBetweenBoth(lane) && isLossLike(lane)).map((lane) => planId(lane)),
  );
  const mine = planned.filter((lane) => failed.has(lane.id));
  const times = Math.min(DIALS_OF_A_FAILED_LANE - 1, Math.floor(MOST_REPEATS / Math.max(1, mine.length)));
  return mine.flatMap((lane) =>
    Array.from({ length: times }, (_, nth) => ({ ...lane, id: `${lane.id}${MARK}${nth + 2}` })),
  );
}

/** Whether a lane is one that `repeatsOf` made. */
export function isRepeat({ id }: Pick<Lane, 'id'>): boolean {
  return id.includes(MARK);
}

/** Returns the lane's id as it is in a report: without the mark of a repeat, with the address of a name. */
export function idInReport({ id }: Pick<Lane, 'id'>): string {
  return id.replace(REPEATED, '');
}

/** Whether a lane is one between computer and host-mode container. */
export function isBetweenBoth({ from, to }: Pick<Lane, 'from' | 'to'>): boolean {
  return (from === 'host' && to === 'host-mode') || (from === 'host-mode' && to === 'host');
}

/** The id of its row in the plan. */
function planId(lane: Lane): string {
  return idInReport(lane).replace(/#.*$/, '');
}
