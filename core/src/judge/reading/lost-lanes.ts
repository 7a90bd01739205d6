import type { Lane } from '../../model/lane.ts';
import type { Evidence } from '../../model/evidence.ts';
import { failedByLoss } from './loss-rate.ts';
import { directionName, transportName } from './lane-words.ts';

/** Promised lanes of one transport and direction that share an outcome. */
export interface LostGroup {
  readonly transport: string;
  readonly direction: string;
  readonly lanes: readonly Lane[];
}

/**
 * Returns the promised lanes with this outcome, grouped by transport and direction. Those that failed by packets lost now and
 * then are left out: what is lost in both directions is no loss on one way.
 */
export function groupsWith(input: Evidence, outcome: Lane['outcome']): LostGroup[] {
  const groups = new Map<string, Lane[]>();
  const byChance = new Set(failedByLoss(input.lanes));
  for (const lane of input.lanes) {
    if (byChance.has(lane)) continue;
    if (lane.role !== 'verdict' || lane.outcome !== outcome) continue;
    const key = `${lane.transport} ${lane.from} ${lane.to}`;
    groups.set(key, [...(groups.get(key) ?? []), lane]);
  }
  return [...groups.values()].flatMap((lanes) => {
    const first = lanes[0];
    return first
      ? [{ transport: transportName(first.transport), direction: directionName(first), lanes }]
      : [];
  });
}
