import type { Lane } from '../../model/lane.ts';
import type { Evidence } from '../../model/evidence.ts';
import { directionName, transportName } from './lane-words.ts';

/** Promised lanes of one transport and direction that share an outcome. */
export interface LostGroup {
  readonly transport: string;
  readonly direction: string;
  readonly lanes: readonly Lane[];
}

/** Returns the promised lanes with this outcome, grouped by transport and direction. */
export function groupsWith(input: Evidence, outcome: Lane['outcome']): LostGroup[] {
  const groups = new Map<string, Lane[]>();
  for (const lane of input.lanes) {
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
