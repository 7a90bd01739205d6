import { UDP_UNPROVABLE } from '../../words/reach-reasons.ts';
import type { PortFacts, PortReach } from '../../model/port-facts.ts';
import type { Listener } from '../../model/listener.ts';
import type { ContainerFacts } from '../../model/facts.ts';
import { reachKey } from '../../plan/reach-dials.ts';
import type { HostNetworking, PortRow, Reach } from '../../model/ports-report.ts';
import { targetsOf, type Target, type Where } from '../../plan/targets.ts';
import { hostListenerAt } from '../../plan/host-socket.ts';
import { groupBy } from '../reading/port-words.ts';
import { programOf } from './subject.ts';
import { reachIsFine, whyNot } from './why-not.ts';

/** What the rows are made of. */
export interface RowInput {
  readonly listeners: readonly Listener[];
  readonly reach: PortFacts['reach'];
  readonly where: Where;
  readonly hostNetworking: HostNetworking;
  /** Why addresses that should have been dialled were not; null when all were. */
  readonly undialled: string | null;
  readonly containers: readonly ContainerFacts[];
}

/** Returns each listener with how it answers on this computer. Linear in the number of listeners. */
export function rowsOf(input: RowInput): PortRow[] {
  const reach = new Map(
    input.reach.map((one) => [`${one.transport} ${reachKey(one.port, one.address)}`, one]),
  );
  const paused = new Set(input.containers.filter(({ state }) => state === 'paused').map(({ id }) => id));
  const byPort = groupBy(input.listeners, ({ port }) => port);
  return input.listeners.map((listener) => {
    const targets = targetsOf(listener, input.where);
    const others = input.where.ownStack ? (byPort.get(listener.port) ?? []) : [];
    const cell = (target: Target): Reach =>
      cellOf(listener, ownTarget(listener, target, others), reach, input.undialled);
    const cells = { v4: cell(targets.v4), v6: cell(targets.v6), lan: cell(targets.lan) };
    const why = paused.has(listener.container?.id ?? '')
      ? pausedSentence(listener.container?.name ?? '')
      : whyNot(listener, cells, input.hostNetworking);
    return { ...listener, reach: cells, whyNot: why };
  });
}

/**
 * Of several sockets of one port the kernel gives a connection to the one with the most specific address (ip(7); net/ipv4/
 * inet_hashtables.c, compute_score): a wildcard socket is not reached where another program has the address itself.
 */
function ownTarget(listener: Listener, target: Target, others: readonly Listener[]): Target {
  if (target.expected === 'no' || others.length < 2) return target;
  const { address } = target;
  const first = hostListenerAt(others, listener.transport, address, listener.port);
  if (first === null || first.address === listener.address || isSameOwner(first, listener)) return target;
  const place = first.address.includes(':') ? `[${first.address}]` : first.address;
  return { expected: 'no', reason: `${address} goes to ${programOf(first)}, which listens on ${place}` };
}

function isSameOwner(one: Listener, other: Listener): boolean {
  if (one.container && other.container) return one.container.id === other.container.id;
  return one.container === other.container && one.pid !== null && one.pid === other.pid;
}

function cellOf(
  listener: Listener,
  target: Target,
  reach: ReadonlyMap<string, PortReach>,
  undialled: string | null,
): Reach {
  if (target.expected === 'no')
    return { expected: 'no', address: null, outcome: 'not-measured', reason: target.reason };
  const { expected, address } = target;
  const seen = reach.get(`${listener.transport} ${reachKey(listener.port, address)}`);
  if (seen) {
    const { outcome, reason, how } = seen;
    return { expected, address, outcome, reason, ...(how ? { how } : {}) };
  }
  const reason = listener.transport === 'udp' ? UDP_UNPROVABLE : (undialled ?? 'it was not tested');
  return { expected, address, outcome: 'not-measured', reason };
}

/** Says why a paused container's port is of no use although it takes connections (docker pause, cgroup freezer). */
export function pausedSentence(name: string): string {
  return `${name} is paused: the kernel accepts connections, but its program cannot answer.`;
}

/** Whether a listener answers somewhere on this computer where it should. */
export function answersSomewhere(row: PortRow): boolean {
  return Object.values(row.reach).some(reachIsFine);
}
