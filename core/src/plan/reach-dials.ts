import type { DialedEvent, DialSpec } from '../protocol/index.ts';
import type { PortReach } from '../model/port-facts.ts';
import type { Listener } from '../model/listener.ts';
import { targetsOf, type Where } from './targets.ts';

/** Dials of one session, as the protocol allows, and of one look: more sockets at once would be a flood. */
export const DIALS_A_SESSION = 256;
export const MAX_DIALS = 1024;

/** A connection is kept for this long, in ms: a forwarder that accepts for nobody hangs up within it. */
export const HOLD_MS = 100;

/** What is dialled, and the lanes that were too many. */
export interface DialPlan {
  readonly sessions: readonly DialSpec[][];
  readonly left: number;
}

/**
 * Returns the dials that show whether each TCP listener answers on this computer, each address and port once. Listeners
 * of containers come first when there are too many.
 */
export function planDials(listeners: readonly Listener[], where: Where): DialPlan {
  const tcp = listeners.filter((listener) => listener.transport === 'tcp');
  const wanted = new Map<string, DialSpec>();
  for (const listener of [...tcp.filter((l) => l.container), ...tcp.filter((l) => !l.container)]) {
    for (const target of Object.values(targetsOf(listener, where))) {
      if (target.expected !== 'no') addTo(wanted, listener.port, target.address);
    }
  }
  const all = [...wanted.values()];
  const chosen = all.slice(0, MAX_DIALS);
  const sessions: DialSpec[][] = [];
  for (let at = 0; at < chosen.length; at += DIALS_A_SESSION)
    sessions.push(chosen.slice(at, at + DIALS_A_SESSION));
  return { sessions, left: all.length - chosen.length };
}

/** Returns the dial of one address and port: the handshake alone, held open for a while. */
export function connectDial(port: number, address: string, holdMs = HOLD_MS): DialSpec {
  return { lane: reachKey(port, address), transport: 'tcp', address, port, until: 'connect', holdMs };
}

/** Names an address and port of this computer; also the lane of its dial. */
export function reachKey(port: number, address: string): string {
  return `${address} ${port}`;
}

/** Returns what a finished dial shows. `arrived`: whether a witness saw the connection, null when nobody watched. */
export function reachOf(event: DialedEvent, arrived: boolean | null = null): PortReach {
  const lost = event.outcome === 'reachable' && arrived === false;
  return {
    transport: event.transport,
    port: event.port,
    address: event.address ?? '',
    outcome: lost ? 'wrong-listener' : event.outcome,
    reason: lost ? 'the connection was accepted, and did not arrive in host mode' : event.errno,
    arrived,
  };
}

function addTo(wanted: Map<string, DialSpec>, port: number, address: string): void {
  const key = reachKey(port, address);
  if (!wanted.has(key)) wanted.set(key, connectDial(port, address));
}
