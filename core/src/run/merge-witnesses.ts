import type { Lane, PlannedLane } from '../model/lane.ts';
import type { DialedEvent, ReceivedEvent } from '../protocol/index.ts';
import type { Outcome } from '../words/enums.ts';
import { familyOf } from '../words/family.ts';

/** What the far end of a lane can testify. */
export interface ListenerWitness {
  /** Address and port the far end listened on. */
  readonly address: string;
  readonly port: number;
  /** Every authentic request it saw, of any lane. */
  readonly received: readonly ReceivedEvent[];
  /** false when the far end died or was cut off before the dial ended: its silence then proves nothing. */
  readonly complete: boolean;
}

/**
 * Returns the lane with its outcome, from both witnesses. A dial that ran out of time splits into `request-lost` and
 * `reply-lost` by what the listener saw; a reply that no listener vouches for is not called reachable.
 */
export function mergeWitnesses(
  planned: PlannedLane,
  dialed: DialedEvent,
  witness: ListenerWitness | null,
): Lane {
  const seen = witness ? witness.received.filter((event) => dialed.nonces.includes(event.nonce)) : [];
  const lacking = lacksFamily(planned, dialed);
  const outcome = lacking === null ? outcomeOf(dialed, seen.length, witness) : 'not-measured';
  return {
    ...planned,
    resolved: dialed.address,
    family: dialed.address === null ? null : familyOf(dialed.address),
    outcome,
    reason:
      lacking ??
      (outcome === 'not-measured' ? 'only one witness: the listener could not be heard, or had ended' : null),
    missing: lacking !== null ? 'absent' : outcome === 'not-measured' ? 'instrument' : null,
    evidence: {
      dialler: {
        address: dialed.address,
        port: dialed.port,
        local: dialed.local,
        phase: dialed.phase,
        errno: dialed.errno,
        sent: dialed.sent,
        answered: dialed.answered,
        tries: dialed.tries,
        lastSent: dialed.lastSent,
        lastAnswered: dialed.lastAnswered,
        firstSuccessMs: dialed.firstSuccessMs,
      },
      listener: witness && {
        address: witness.address,
        port: witness.port,
        received: seen.length,
        from: distinct(seen.map((event) => event.from)),
      },
    },
    elapsedMs: dialed.elapsedMs,
  };
}

/** Returns a lane that was not measured, with the reason. */
export function notMeasured(
  planned: PlannedLane,
  missing: NonNullable<Lane['missing']>,
  reason: string,
): Lane {
  return {
    ...planned,
    resolved: null,
    family: familyOf(planned.address),
    outcome: 'not-measured',
    reason,
    missing,
    evidence: { dialler: null, listener: null },
    elapsedMs: null,
  };
}

/**
 * Why a bridge container has no lane to an IPv6 address at all: an ordinary bridge has no IPv6, and the dial ends before
 * anything is sent. null where there was one.
 */
function lacksFamily(planned: PlannedLane, { address, outcome, sent }: DialedEvent): string | null {
  const without = planned.from === 'bridge' && outcome === 'address-unavailable' && sent === 0;
  return without && address !== null && familyOf(address) === 'ipv6'
    ? 'the bridge container has no IPv6 address to connect from'
    : null;
}

function outcomeOf(dialed: DialedEvent, received: number, witness: ListenerWitness | null): Outcome {
  if (dialed.outcome === 'reachable') return received > 0 ? 'reachable' : 'not-measured';
  // A listener that had ended refuses everybody: that says nothing of the way to it.
  if (witness && !witness.complete) return 'not-measured';
  // A TCP connect that ran out of time never sent a request: nothing to split.
  const requestSent = dialed.outcome === 'timed-out' && dialed.phase === 'echo' && dialed.sent > 0;
  if (!requestSent || !witness) return dialed.outcome;
  return received > 0 ? 'reply-lost' : 'request-lost';
}

function distinct(
  endpoints: readonly { address: string; port: number }[],
): { address: string; port: number }[] {
  const byKey = new Map(endpoints.map((endpoint) => [`${endpoint.address} ${endpoint.port}`, endpoint]));
  return [...byKey.values()];
}
