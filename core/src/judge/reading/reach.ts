import { isForwarder } from '../../knowledge/forwarders.ts';
import type { HostListener } from '../../model/port-facts.ts';
import type { PortReach } from '../../model/port-facts.ts';
import type { Evidence } from '../../model/evidence.ts';
import { hostModeNet } from './host-mode-net.ts';
import { groupBy, portName } from './port-words.ts';

/**
 * What a dial from this computer proved of a listener: `right`, it arrived there; `wrong`, somebody else took it; `dead`,
 * nobody did; `open`, somebody accepted and who is not known; `unmeasured`.
 */
export type Reached = 'right' | 'wrong' | 'dead' | 'open' | 'unmeasured';

/** Returns what one dial proved. On this computer's own stack a handshake is with the listener itself, a forwarder cannot stand between. */
export function reachedBy(reach: PortReach, own: boolean): Reached {
  if (reach.outcome === 'wrong-listener') return 'wrong';
  if (reach.outcome === 'not-measured') return 'unmeasured';
  // What the dialler lacks says nothing of the listener.
  if (['address-unavailable', 'permission-denied', 'resolve-failed', 'no-route'].includes(reach.outcome))
    return 'unmeasured';
  if (reach.outcome !== 'reachable') return 'dead';
  if (reach.arrived === false) return 'wrong';
  return reach.arrived === true || own ? 'right' : 'open';
}

/** Dials by port (`80/tcp`), each with what it proved. */
export type ReachIndex = ReadonlyMap<string, readonly (PortReach & { readonly reached: Reached })[]>;

/** Returns all dials of this run by port, in one pass. */
export function reachIndex({ facts, ports }: Evidence): ReachIndex {
  const own = hostModeNet(facts) === 'own';
  const dials = (ports?.reach ?? []).map((reach) => ({ ...reach, reached: reachedBy(reach, own) }));
  return groupBy(dials, (reach) => portName(reach.transport, reach.port));
}

/** Whether a dial of this port, on any address, proved `what`. */
export function proved(index: ReachIndex, port: string, what: Reached): boolean {
  return index.get(port)?.some(({ reached }) => reached === what) ?? false;
}

/**
 * Whether a dial was accepted by a process that is known to hold ports for containers: the container's own socket was not
 * watched, but nobody else has the port here.
 */
export function forwarded(
  dials: ReachIndex,
  hosts: ReadonlyMap<string, readonly HostListener[]>,
  port: string,
): boolean {
  const listeners = hosts.get(port) ?? [];
  return (
    proved(dials, port, 'open') &&
    !proved(dials, port, 'wrong') &&
    listeners.length > 0 &&
    listeners.every(({ process }) => process !== null && isForwarder(process))
  );
}

/** One line of evidence of a dial. */
export function reachLine(reach: PortReach): string {
  const arrived = reach.arrived === null ? '' : `, ${reach.arrived ? '' : 'not '}seen to arrive in host mode`;
  const to = reach.address.includes(':') ? `[${reach.address}]` : reach.address;
  if (reach.how === 'socket-table')
    return `a socket listens at ${to}:${portName(reach.transport, reach.port)} on this computer; no connection was made`;
  return `connection to ${to}:${portName(reach.transport, reach.port)}: ${reach.outcome}${arrived}`;
}
