import type { ContainerFacts } from '../../../model/facts.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { ownersKnown } from '../../reading/host-mode-net.ts';
import {
  byContainer,
  groupBy,
  isLoopback,
  isWildcard,
  placeOf,
  portName,
  serves,
  some,
  someLines,
} from '../../reading/port-words.ts';

const HN0305 = entry({
  code: 'HN0305',
  name: 'loopback-only',
  severity: 'info',
  title: '{container} listens on {ports} for this computer only',
  template:
    'A program on {addresses} is never reached from another machine, whatever a firewall allows.{asked}',
});

/** HN0305: a container's program listens on loopback alone, so no other machine ever reaches it (docs#19845). */
export const loopbackOnly: Check = {
  entry: HN0305,
  applicable: ownersKnown,
  check({ containers, listeners }) {
    const owned = byContainer(listeners);
    // A socket whose owner was not told may be the container's other one.
    const open = new Set(
      listeners
        .filter((l) => l.container === null && l.pid === null && !isLoopback(l.address))
        .map((l) => portName(l.transport, l.port)),
    );
    return containers.flatMap((container) => {
      const ports = groupBy((owned.get(container.id) ?? []).filter(serves), (l) =>
        portName(l.transport, l.port),
      );
      const local = [...ports]
        .filter(([port, sockets]) => !open.has(port) && sockets.every((l) => isLoopback(l.address)))
        .map(([, sockets]) => sockets);
      const sockets = local.flat();
      if (sockets.length === 0) return [];
      const asked = askedFor(container, new Set(local.flat().map((l) => portName(l.transport, l.port))));
      return [
        finding(
          HN0305,
          {
            container: container.name,
            ports: some([...new Set(sockets.map((l) => portName(l.transport, l.port)))]),
            addresses: some([...new Set(sockets.map((l) => l.address))]),
            asked:
              asked === null ? '' : ` It was started with ${asked}, which was meant for other machines too.`,
          },
          {
            severity: asked === null ? 'info' : 'warning',
            evidence: someLines(sockets.map((l) => `${container.name} listens on ${placeOf(l)}`)),
            remedy: {
              text: `If other machines are to reach ${container.name}, let its program listen on 0.0.0.0, in its own configuration.`,
              command: null,
            },
          },
        ),
      ];
    });
  },
};

/** The -p that asked for every address for one of these ports, though host mode discards it; null when none did. */
function askedFor(container: ContainerFacts, local: ReadonlySet<string>): string | null {
  const found = container.requestedPorts.find(
    (p) => isWildcard(p.hostAddress) && local.has(portName(p.transport, p.containerPort)),
  );
  return found ? `-p ${found.hostPort ?? ''}:${found.containerPort}` : null;
}
