import type { Listener } from '../../model/listener.ts';
import type { HostListener, PortReach } from '../../model/port-facts.ts';
import { ENDED_BEHIND, FORWARDED } from '../../words/reach-reasons.ts';
import { groupBy } from '../reading/port-words.ts';
import { hostListenerAt, isStranger, ownerName } from './socket-owner.ts';

/** What is known of both sides of a forwarder. */
export interface Sides {
  /** Listeners of host mode. */
  readonly listeners: readonly Listener[];
  /** Sockets of this computer. */
  readonly holders: readonly HostListener[];
  /** Processes of this computer that hold the port of our own listener in host mode. */
  readonly forwarder: ReadonlySet<number>;
}

/**
 * Returns each dial by whose socket took it on this computer: a known stranger's is `wrong-listener`; what the forwarder took is told
 * as lost, ended or answered behind it. Linear: sockets are looked up by port.
 */
export function behindForwarder(reach: readonly PortReach[], sides: Sides): PortReach[] {
  const holders = groupBy(sides.holders, (one) => one.port);
  const tcp = sides.listeners.filter(({ transport }) => transport === 'tcp');
  const listens = new Set(tcp.map(({ port }) => port));
  const ofContainers = new Set(tcp.filter(({ container }) => container !== null).map(({ port }) => port));
  return reach.map((one) => {
    const holder = hostListenerAt(holders.get(one.port) ?? [], one.transport, one.address, one.port);
    if (!holder) return one;
    const forwards = holder.pid !== null && sides.forwarder.has(holder.pid);
    // It went to no other program.
    if (forwards && one.outcome === 'wrong-listener' && one.arrived === false)
      return { ...one, outcome: 'request-lost', reason: LOST };
    const hungUp = one.outcome === 'closed' || one.outcome === 'reset';
    // Who hangs up at once has taken the connection as well, in place of a container's program.
    const took = one.outcome === 'reachable' || (hungUp && ofContainers.has(one.port));
    if (took && one.arrived !== true && isStranger(holder, sides.forwarder))
      return { ...one, outcome: 'wrong-listener', reason: `${ownerName(holder)} holds it` };
    if (forwards && hungUp && listens.has(one.port)) return { ...one, reason: ENDED_BEHIND };
    if (forwards && one.transport === 'udp' && one.outcome === 'reachable')
      return { ...one, reason: FORWARDED };
    return one;
  });
}

const LOST = 'the forwarder accepted the connection, and it did not arrive in host mode';
