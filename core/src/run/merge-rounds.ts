import type { Lane, LaneTry } from '../model/lane.ts';
import { isLossLike } from '../model/loss-like.ts';
import { idInReport, isBetweenBoth } from './repeats.ts';

/** Lanes of two rounds as one: what is judged, and what a port in use beyond the forwarder did. */
export interface MergedRounds {
  readonly lanes: Lane[];
  /** Dials that were refused, or answered by somebody else, of lanes that another dial proved: the port was in the way. */
  readonly refused: Lane[];
}

/**
 * Returns the lanes of the second round, each with what every dial of it showed. What was answered once is reachable, the
 * failed dials stay as its evidence; what failed each time has failed. A lane that one round did not measure is as the other
 * saw it. Pure.
 */
export function mergeRounds(first: readonly Lane[], second: readonly Lane[]): MergedRounds {
  const dials = new Map<string, Lane[]>();
  const order: string[] = [];
  for (const lane of second) {
    const id = idInReport(lane);
    if (!dials.has(id)) order.push(id);
    dials.set(id, [...(dials.get(id) ?? []), { ...lane, id }]);
  }
  for (const lane of first) {
    // A name that has another address now, or was not resolved again, is not left out.
    if (!dials.has(lane.id) && lane.outcome !== 'not-measured') order.push(lane.id);
    dials.set(lane.id, [lane, ...(dials.get(lane.id) ?? [])]);
  }
  const merged = order.map((id) => mergeLane(dials.get(id) ?? []));
  return { lanes: merged.flatMap(({ lanes }) => lanes), refused: merged.flatMap(({ refused }) => refused) };
}

/**
 * Returns the lane as a run may tell it that ended before its second round did: what ran out of time once may be chance, so it
 * is not known. Everything else is as it was.
 */
export function unlessTriedOnce(lane: Lane): Lane {
  if (!isLossLike(lane) || !isBetweenBoth(lane)) return lane;
  const reason = `it was ${lane.outcome} once, and the run ended before it could be tried again`;
  return { ...lane, outcome: 'not-measured', missing: 'instrument', reason };
}

/** `dials` are of one lane, the first round's first. */
function mergeLane(dials: readonly Lane[]): MergedRounds {
  const measured = dials.filter((lane) => lane.outcome !== 'not-measured');
  const last = measured.at(-1);
  if (!last) return { lanes: dials.slice(-1), refused: [] };
  const answered = measured.findLast((lane) => lane.outcome === 'reachable');
  const refused = answered ? measured.filter(isOfThePort) : [];
  const told = measured.filter((lane) => !refused.includes(lane));
  const lane = answered ?? { ...last, outcome: outcomeOfAll(told, last) };
  const tries = told.length > 1 ? { tries: told.map(tryOf) } : {};
  return { lanes: [{ ...lane, evidence: { ...lane.evidence, ...tries } }], refused };
}

/** What a port that is in use elsewhere does (docs/adr/0012). */
function isOfThePort({ outcome }: Lane): boolean {
  return outcome === 'refused' || outcome === 'wrong-listener';
}

/** The outcome of dials that all failed. Packets lost now on the way, now on the way back, are lost in both directions. */
function outcomeOfAll(dials: readonly Lane[], last: Lane): Lane['outcome'] {
  const different = new Set(dials.map((lane) => lane.outcome)).size > 1;
  return different && dials.every(isLossLike) ? 'timed-out' : last.outcome;
}

function tryOf({ outcome, evidence: { dialler, listener }, elapsedMs }: Lane): LaneTry {
  return {
    outcome,
    phase: dialler?.phase ?? 'connect',
    sent: dialler?.lastSent ?? dialler?.sent ?? 0,
    answered: dialler?.lastAnswered ?? dialler?.answered ?? 0,
    received: listener?.received ?? null,
    elapsedMs: elapsedMs ?? 0,
  };
}
