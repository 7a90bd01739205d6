import type { Listener } from '../../model/listener.ts';
import type { PortReach } from '../../model/port-facts.ts';
import { REJECTED } from '../../words/reach-reasons.ts';
import { hostListenerAt } from '../../plan/host-socket.ts';
import type { RunContext } from '../context.ts';
import { lookAtHost } from './look-at-host.ts';

/**
 * Returns the dials of this computer's own network; what was turned away at a socket that was there before and still is, is told
 * as that. A program that ended in between is none. Never throws.
 */
export async function withRejections(
  context: RunContext,
  reach: readonly PortReach[],
  listeners: readonly Listener[],
): Promise<PortReach[]> {
  const away = reach.filter((one) => isTurnedAway(one) && isHeld(one, listeners));
  if (away.length === 0) return [...reach];
  const now = await lookAtHost(context);
  if (!now.known) return [...reach];
  const { entries } = now.value;
  return reach.map((one) =>
    away.includes(one) && isHeld(one, entries) ? { ...one, reason: REJECTED } : one,
  );
}

/** A rule that rejects answers with a reset or with an ICMP message (iptables-extensions(8), REJECT). */
function isTurnedAway({ outcome }: PortReach): boolean {
  return outcome === 'refused' || outcome === 'no-route';
}

function isHeld(
  { transport, address, port }: PortReach,
  sockets: Parameters<typeof hostListenerAt>[0],
): boolean {
  return hostListenerAt(sockets, transport, address, port) !== null;
}
