import type { DialedEvent, DialSpec } from '../protocol/index.ts';
import type { PortReach } from '../model/port-facts.ts';

/** Dials of one session, as the protocol allows, and listeners dialled in one look: more sockets at once would be a flood. */
export const DIALS_A_SESSION = 256;
export const MAX_DIALS = 1024;

/** A connection is kept for this long, in ms: a forwarder that accepts for nobody hangs up within it. */
export const HOLD_MS = 100;

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
