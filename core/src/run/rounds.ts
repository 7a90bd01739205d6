import type { Lane } from '../model/lane.ts';
import { isLossLike } from '../model/loss-like.ts';
import { isBetweenBoth } from './repeats.ts';
import type { ForwarderHint } from './run-budget.ts';

/** Whether a lane that the feature promises failed: then the controls are worth their containers. */
export function promisedLaneFailed(lanes: readonly Lane[]): boolean {
  return failedLanes(lanes).length > 0;
}

/** Returns the promised lanes that failed. */
export function failedLanes(lanes: readonly Lane[]): Lane[] {
  return promised(lanes).filter((lane) => lane.outcome !== 'reachable' && lane.outcome !== 'not-measured');
}

/**
 * Whether the lanes must be measured once more, on other ports, before anything is said of them. Pure.
 * - The hint said there is no forwarder, and there is one: lanes were not dialled as long as a forwarder deserves.
 * - One listener alone was not reached: its port may be in use on the forwarder's other side, which says nothing of the way.
 * - Lanes ran out of time beside others that answered: packets lost by chance look so too (docs/adr/0015).
 */
export function deservesAnotherRound(hint: ForwarderHint, lanes: readonly Lane[]): boolean {
  if (!promised(lanes).some((lane) => lane.outcome === 'reachable')) return false;
  if (lanes.some(mayBeChance)) return true;
  return promisedLaneFailed(lanes) && (hint === 'off' || (hint === 'maybe' && onePortAlone(lanes)));
}

/** Whether a lane that should answer ran out of time: a finding would name it, and the packets of one dial are few. */
function mayBeChance(lane: Lane): boolean {
  return (
    isBetweenBoth(lane) && isLossLike(lane) && (lane.role === 'verdict' || lane.expected === 'reachable')
  );
}

/** Whether all that failed is one port that was refused or somebody else's, and other ports of its family answered. */
function onePortAlone(lanes: readonly Lane[]): boolean {
  const failed = failedLanes(lanes);
  const [first] = failed;
  if (!first || new Set(failed.map(portOf)).size > 1) return false;
  return (
    failed.every((lane) => lane.outcome === 'refused' || lane.outcome === 'wrong-listener') &&
    promised(lanes).some((lane) => lane.outcome === 'reachable' && wayOf(lane) === wayOf(first))
  );
}

function wayOf({ from, to, transport, family }: Lane): string {
  return [from, to, transport, family].join(' ');
}

function portOf({ from, to, transport, evidence }: Lane): string {
  return [from, to, transport, evidence.dialler?.port].join(' ');
}

function promised(lanes: readonly Lane[]): Lane[] {
  return lanes.filter((lane) => lane.role === 'verdict');
}
