import type { Lane } from '../lanes/lane.ts';
import type { ForwarderHint } from './budget.ts';

/** Whether a lane that the feature promises failed: then the controls are worth their containers. */
export function promisedLaneFailed(lanes: readonly Lane[]): boolean {
  return promised(lanes).some((lane) => lane.outcome !== 'reachable' && lane.outcome !== 'not-measured');
}

/**
 * Whether the lanes must be measured once more, on other ports, before anything is said of them. Pure.
 * - The hint said there is no forwarder, and there is one: lanes were not dialled as long as a forwarder deserves.
 * - One listener alone was not reached: its port may be in use on the forwarder's other side, which says nothing of the way.
 */
export function deservesAnotherRound(hint: ForwarderHint, lanes: readonly Lane[]): boolean {
  if (!promisedLaneFailed(lanes)) return false;
  if (hint === 'off') return promised(lanes).some((lane) => lane.outcome === 'reachable');
  return hint === 'maybe' && onePortAlone(lanes);
}

/** Whether a port was refused or somebody else's, while another port of that direction, transport and family answered. */
function onePortAlone(lanes: readonly Lane[]): boolean {
  const way = (lane: Lane): string => `${lane.from} ${lane.to} ${lane.transport} ${lane.family ?? ''}`;
  const port = (lane: Lane): number | undefined => lane.evidence.dialler?.port;
  return promised(lanes)
    .filter((lane) => lane.outcome === 'refused' || lane.outcome === 'wrong-listener')
    .some((failed) =>
      promised(lanes).some(
        (lane) => lane.outcome === 'reachable' && way(lane) === way(failed) && port(lane) !== port(failed),
      ),
    );
}

function promised(lanes: readonly Lane[]): Lane[] {
  return lanes.filter((lane) => lane.role === 'verdict');
}
