import type { ContainerFacts } from '../facts/facts.ts';
import type { ListeningEntry } from '../protocol/index.ts';
import type { Listener } from '../report/schema.ts';
import type { HostListener } from './strangers.ts';

/** What tells our own sockets from others'. */
export interface Ours {
  readonly pid: number | null;
  readonly port: number | null;
}

/** Characters of an id that docker shows where a container has no name any more. */
const SHORT_ID = 12;

/** Returns the listeners of the host-mode namespace with their containers' names, ours left out, in the order of their ports. Linear, then sorted. */
export function listenersOf(
  entries: readonly ListeningEntry[],
  containers: readonly ContainerFacts[],
  ours: Ours,
): Listener[] {
  const names = new Map(containers.map(({ id, name }) => [id, name]));
  return entries
    .filter((entry) => !isOurs(entry, ours))
    .map(({ container, ...entry }) => ({
      ...entry,
      container:
        container === null
          ? null
          : { id: container, name: names.get(container) ?? container.slice(0, SHORT_ID) },
    }))
    .sort(byPort);
}

/** Returns the same list as what the host itself has. */
export function hostListenersOf(entries: readonly ListeningEntry[], ours: Ours): HostListener[] {
  return entries
    .filter((entry) => !isOurs(entry, ours))
    .map(({ transport, address, port, family, pid, process }) => ({
      ...{ transport, address, port, family, pid, process },
    }));
}

function isOurs(entry: ListeningEntry, ours: Ours): boolean {
  return (ours.pid !== null && entry.pid === ours.pid) || entry.port === ours.port;
}

function byPort(a: Listener, b: Listener): number {
  if (a.port !== b.port) return a.port - b.port;
  if (a.transport !== b.transport) return a.transport < b.transport ? -1 : 1;
  return a.address < b.address ? -1 : 1;
}
