import type { HostListener } from '../../model/port-facts.ts';
import type { ContainerFacts } from '../../model/facts.ts';
import type { ListeningEntry } from '../../protocol/index.ts';
import type { Listener } from '../../model/listener.ts';
import { withPublishers } from './publishers.ts';

/** Characters of an id that docker shows where a container has no name any more. */
const SHORT_ID = 12;

/**
 * Returns the listeners of the host-mode namespace with their containers' names, in the order of their ports. Ours are left out:
 * the one on `ownPort` and, where owners are known, all of its process. Linear, then sorted.
 */
export function listenersOf(
  entries: readonly ListeningEntry[],
  containers: readonly ContainerFacts[],
  ownPort: number | null,
): Listener[] {
  const names = new Map(containers.map(({ id, name }) => [id, name]));
  const ownPid = entries.find(({ port }) => port === ownPort)?.pid ?? null;
  const listeners = entries
    .filter(({ port, pid }) => port !== ownPort && (ownPid === null || pid !== ownPid))
    .map(({ container, ...entry }) => ({ ...entry, container: containerOf(container, names) }))
    .sort(byPort);
  return withPublishers(listeners, containers);
}

/** Returns a list of sockets as what the host itself has. */
export function hostListenersOf(entries: readonly (ListeningEntry | Listener)[]): HostListener[] {
  return entries.map(({ transport, address, port, family, pid, process }) => ({
    transport,
    address,
    port,
    family,
    pid,
    process,
  }));
}

/** Returns the listeners with the owners that another look at the same network knows of them. */
export function withOwners(
  listeners: readonly Listener[],
  others: readonly ListeningEntry[],
  containers: readonly ContainerFacts[],
): Listener[] {
  const names = new Map(containers.map(({ id, name }) => [id, name]));
  const known = new Map<string, ListeningEntry[]>();
  for (const one of others.filter(({ pid }) => pid !== null))
    known.set(keyOf(one), [...(known.get(keyOf(one)) ?? []), one]);
  const owned = listeners.map((listener) => {
    // Of several sockets at one address (SO_REUSEPORT) each has its own owner.
    const other = listener.pid === null ? known.get(keyOf(listener))?.shift() : undefined;
    if (!other) return listener;
    const { pid, process, container } = other;
    return { ...listener, pid, process, container: containerOf(container, names) };
  });
  return withPublishers(owned, containers);
}

function containerOf(id: string | null, names: ReadonlyMap<string, string>): Listener['container'] {
  return id === null ? null : { id, name: names.get(id) ?? id.slice(0, SHORT_ID) };
}

function keyOf({ transport, address, port }: Pick<Listener, 'transport' | 'address' | 'port'>): string {
  return `${transport} ${address} ${port}`;
}

function byPort(a: Listener, b: Listener): number {
  if (a.port !== b.port) return a.port - b.port;
  if (a.transport !== b.transport) return a.transport < b.transport ? -1 : 1;
  return a.address < b.address ? -1 : 1;
}
