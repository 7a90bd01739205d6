import type { Listener } from '../../model/listener.ts';
import type { HostListener, PortReach } from '../../model/port-facts.ts';
import { isForwarder } from '../../knowledge/forwarders.ts';
import { groupBy } from '../reading/port-words.ts';
import { hostListenerAt } from './socket-owner.ts';

/** TCP ports of host-mode containers, by how they answered on this computer. */
export interface Answers {
  /** The connection was seen to arrive, or the port is held by a forwarder, or by the container's own process. */
  readonly proven: number;
  /** Something answered, and nothing says whose it is. */
  readonly open: number;
  readonly dead: number;
}

/** No port of a container was dialled. */
export const NONE: Answers = { proven: 0, open: 0, dead: 0 };

/** Counts how the TCP ports of host-mode containers answered. A port that a program of this computer holds counts for nothing. Linear. */
export function countAnswers(
  reach: readonly PortReach[],
  listeners: readonly Listener[],
  hostListeners: readonly HostListener[] | null,
): Answers {
  const owned = groupBy(
    listeners.filter((one) => one.container !== null && one.transport === 'tcp'),
    (one) => one.port,
  );
  const hosts = groupBy(hostListeners ?? [], (one) => one.port);
  const dials = groupBy(
    reach.filter((one) => one.transport === 'tcp' && owned.has(one.port)),
    (one) => one.port,
  );
  const count: { -readonly [K in keyof Answers]: number } = { ...NONE };
  for (const [port, seen] of dials) {
    const kinds = seen.map((one) => kindOf(one, owned.get(port) ?? [], hosts.get(port) ?? []));
    const best = (['proven', 'open', 'dead'] as const).find((kind) => kinds.includes(kind));
    if (best) count[best] += 1;
  }
  return count;
}

function kindOf(
  one: PortReach,
  own: readonly Listener[],
  hosts: readonly HostListener[],
): keyof Answers | null {
  // Seen to arrive: also at a paused container, whose program cannot answer.
  if (one.arrived === true) return 'proven';
  if (one.outcome === 'not-measured' || one.outcome === 'wrong-listener') return null;
  if (one.outcome !== 'reachable') return 'dead';
  const holder = hostListenerAt(hosts, 'tcp', one.address, one.port);
  const process = holder?.process ?? null;
  if (holder === null || process === null) return 'open';
  const same = own.some((one) => one.pid === holder.pid && one.process === process);
  return same || isForwarder(process) ? 'proven' : null;
}
