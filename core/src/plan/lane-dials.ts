import type { PlannedLane } from '../model/lane.ts';
import type { DialSpec } from '../protocol/index.ts';
import type { Vantage } from '../words/enums.ts';
import { isAbsent, listenerId, type BoundListener } from './lane-listeners.ts';

/** A lane that cannot be dialled, and why. */
export interface Undialled {
  readonly lane: PlannedLane;
  readonly missing: 'absent' | 'skipped' | 'instrument';
  readonly reason: string;
}

/** The dials of one session. */
export interface DialPlan {
  readonly dials: DialSpec[];
  readonly undialled: Undialled[];
}

/**
 * Returns what a session must dial for these lanes, given what is listening at their far end. A lane whose listener could
 * not be opened is not dialled: it says why instead. `patienceMs` is what connect and echo over TCP may take together.
 */
export function dialsFor(
  lanes: readonly PlannedLane[],
  listeners: ReadonlyMap<string, BoundListener>,
  redialForMs: number,
  patienceMs?: number,
): DialPlan {
  const plan: DialPlan = { dials: [], undialled: [] };
  for (const lane of lanes) {
    const listener = listeners.get(listenerId(lane.transport, lane.listen));
    if (listener?.bound === true) {
      plan.dials.push({
        lane: lane.id,
        transport: lane.transport,
        address: lane.address,
        port: listener.port,
        redialForMs,
        ...(patienceMs === undefined || lane.transport === 'udp' ? {} : { patienceMs }),
      });
    } else {
      plan.undialled.push(notListening(lane, lane.to, listener));
    }
  }
  return plan;
}

function notListening(lane: PlannedLane, at: Vantage, listener: BoundListener | undefined): Undialled {
  if (!listener || listener.bound)
    return { lane, missing: 'instrument', reason: `nothing was started at ${at} for this lane` };
  if (isAbsent(listener.errno)) {
    return {
      lane,
      missing: 'absent',
      reason: `${at} has no ${lane.listen} to listen on (${listener.errno})`,
    };
  }
  return {
    lane,
    missing: 'instrument',
    reason: `${at} could not listen on ${lane.listen}: ${listener.message}`,
  };
}
