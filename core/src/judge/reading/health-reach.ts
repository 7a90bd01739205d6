import type { ContainerFacts } from '../../model/facts.ts';
import type { Listener } from '../../model/listener.ts';
import type { Evidence } from '../../model/evidence.ts';
import { isHostMode } from './host-mode-net.ts';
import { byContainer, portName } from './port-words.ts';
import { reachIndex, type ReachIndex } from './reach.ts';

type Dial = NonNullable<ReturnType<ReachIndex['get']>>[number];

/** Running host-mode containers of one health, each with the dials of its ports that proved something. */
export function dialsOfHealth(
  input: Evidence,
  health: ContainerFacts['health'],
): { readonly container: ContainerFacts; readonly dials: Dial[] }[] {
  const owned = byContainer(input.listeners);
  const reach = reachIndex(input);
  const owners = ownersOf(input.listeners);
  return input.containers.flatMap((container) => {
    if (!isHostMode(container) || container.state !== 'running' || container.health !== health) return [];
    const ports = new Set(
      (owned.get(container.id) ?? []).map(({ transport, port }) => portName(transport, port)),
    );
    // A port that several programs have on different addresses proves nothing of one of them.
    const dials = [...ports].flatMap((port) => (owners.get(port)?.size === 1 ? (reach.get(port) ?? []) : []));
    return [{ container, dials: dials.filter(({ reached }) => reached !== 'unmeasured') }];
  });
}

function ownersOf(listeners: readonly Listener[]): Map<string, Set<string>> {
  const owners = new Map<string, Set<string>>();
  for (const { transport, port, container } of listeners) {
    const name = portName(transport, port);
    const set = owners.get(name) ?? new Set();
    owners.set(name, set.add(container?.id ?? ''));
  }
  return owners;
}
