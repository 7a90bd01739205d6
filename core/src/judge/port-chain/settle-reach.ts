import type { ContainerFacts } from '../../model/facts.ts';
import type { Known } from '../../model/known.ts';
import type { Listener } from '../../model/listener.ts';
import { HANGS_UP } from '../../words/reach-reasons.ts';
import type { HostListener, InsideLook, PortReach } from '../../model/port-facts.ts';
import { isLoopback, plainAddress } from '../../plan/targets.ts';
import { groupBy } from '../reading/port-words.ts';
import { behindForwarder } from './behind-forwarder.ts';

/** What was seen from both sides of the forwarder, if there is one. */
export interface SeenReach {
  readonly reach: readonly PortReach[];
  /** null when the host-mode namespace could not be read. */
  readonly listeners: readonly Listener[] | null;
  readonly hostListeners: Known<readonly HostListener[]>;
  /** Processes of this computer that hold the port of our own listener in host mode. */
  readonly controlHolders: ReadonlySet<number>;
  readonly ownStack: boolean;
  /** What listens inside the containers that publish the port in question, where that was read. */
  readonly inside?: readonly InsideLook[] | undefined;
}

/** Returns each dial with what it proves: a connection that went to another program is `wrong-listener`. Linear. */
export function settleReach(seen: SeenReach, containers: readonly ContainerFacts[]): PortReach[] {
  const { listeners, hostListeners, ownStack } = seen;
  const settled = elsewhere(seen.reach, listeners, containers).map((one) =>
    isOnlyAccepted(one, seen, containers) ? one : hungUp(one, ownStack),
  );
  const reach = ofPaused(hungUpElsewhere(settled), listeners, containers);
  if (!listeners || ownStack || !hostListeners.known) return reach;
  return behindForwarder(reach, { listeners, holders: hostListeners.value, forwarder: seen.controlHolders });
}

/**
 * Whether a connection that was closed or reset at once may have been accepted by the engine's proxy alone: it listens for a
 * published port whether or not a program inside does, so only a program that is seen inside counts.
 */
function isOnlyAccepted(one: PortReach, seen: SeenReach, containers: readonly ContainerFacts[]): boolean {
  const publishers = containers.filter(
    ({ networkMode, publishedPorts }) =>
      networkMode !== 'host' &&
      publishedPorts.some((p) => p.hostPort === one.port && p.transport === one.transport),
  );
  if (publishers.length === 0) return false;
  return !(seen.inside ?? []).some(
    ({ hostPort, containerPort, transport, sockets }) =>
      hostPort === one.port &&
      transport === one.transport &&
      sockets.known &&
      sockets.value.some((s) => s.port === containerPort && !isLoopback(plainAddress(s.address))),
  );
}

/** Who accepts and hangs up at once is the program itself, where there is no forwarder or the connection was seen to arrive. */
function hungUp(one: PortReach, ownStack: boolean): PortReach {
  if (!['closed', 'reset'].includes(one.outcome) || !(ownStack || one.arrived === true)) return one;
  return { ...one, outcome: 'reachable', reason: HANGS_UP };
}

/** A program that was seen to hang up at one address is what hangs up in the same way at the others. */
function hungUpElsewhere(reach: readonly PortReach[]): PortReach[] {
  const keyOf = ({ transport, port }: PortReach) => `${transport} ${port}`;
  const hangUp = new Set(reach.filter(({ reason }) => reason === HANGS_UP).map(keyOf));
  return reach.map((one) =>
    ['closed', 'reset'].includes(one.outcome) && hangUp.has(keyOf(one))
      ? { ...one, outcome: 'reachable' as const, reason: HANGS_UP }
      : one,
  );
}

/**
 * A connection that did not arrive in host mode went to another program only where one in host mode listens for it: a
 * published port ends in a bridge.
 */
function elsewhere(
  reach: readonly PortReach[],
  listeners: readonly Listener[] | null,
  containers: readonly ContainerFacts[],
): PortReach[] {
  return reach.map((one) => {
    if (one.arrived !== false) return one;
    const listens = listeners?.some((l) => l.port === one.port && l.transport === one.transport) ?? false;
    const published = containers.some((c) => c.publishedPorts.some((p) => p.hostPort === one.port));
    if (listens && !published) return one;
    return { ...one, outcome: 'reachable' as const, reason: null, arrived: null };
  });
}

/** A paused container's kernel side takes the connection; whether its program would answer was not measured. */
function ofPaused(
  reach: PortReach[],
  listeners: readonly Listener[] | null,
  containers: readonly ContainerFacts[],
): PortReach[] {
  const paused = new Map(containers.flatMap((c) => (c.state === 'paused' ? [[c.id, c.name] as const] : [])));
  if (paused.size === 0) return reach;
  const byPort = groupBy(listeners ?? [], (one) => one.port);
  return reach.map((one) => {
    const owners = (byPort.get(one.port) ?? []).filter((l) => l.transport === one.transport);
    const name = paused.get(owners[0]?.container?.id ?? '');
    if (one.outcome !== 'reachable' || name === undefined) return one;
    if (!owners.every((l) => paused.has(l.container?.id ?? ''))) return one;
    return {
      ...one,
      outcome: 'not-measured' as const,
      reason: `${name} is paused: its program cannot answer`,
    };
  });
}
