import { isDesktopProcess } from '../../../knowledge/forwarders.ts';
import { hostIndex } from '../../reading/host-index.ts';
import { desktopOf, NOT_DESKTOP } from '../../../facts/desktop-of.ts';

import type { Check } from '../../check.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { restartCommand } from '../../reading/desktop-restart.ts';
import { entry, finding } from '../../entry.ts';
import { all, isHostMode, portsLookedAt } from '../../reading/host-mode-net.ts';
import { placeOf, portName } from '../../reading/port-words.ts';

const HN0504 = entry({
  code: 'HN0504',
  name: 'stale-forwarder',
  severity: 'warning',
  topic: 'conflict',
  title: 'Docker Desktop still has {port}, though {container} has stopped',
  template: '{process} still holds the port, but no container is behind it any more.',
});

/** HN0504: Desktop still listens for a container that has stopped (for-mac#5649, for-win#4561). Kubernetes and Desktop's own ports are never taken for it. */
export const staleForwarder: Check = {
  entry: HN0504,
  applicable: (input) =>
    all(
      desktopOf(input.facts) !== null || NOT_DESKTOP,
      portsLookedAt(input),
      input.ports?.hostListeners.known === true || 'the sockets of this computer are not known',
      // Without the sockets of host mode "nothing behind it" cannot be said.
      (input.listeners.length > 0 && input.facts.probeFailure === null) ||
        'the sockets of host mode are not known',
    ),
  check(input) {
    const behind = portsBehind(input);
    const stopped = stoppedWants(input);
    return [...hostIndex(input.ports)].flatMap(([port, listeners]) => {
      const container = stopped.get(port);
      const listener = listeners.find(({ process }) => process !== null && isDesktopProcess(process));
      if (container === undefined || !listener || behind.has(port)) return [];
      return [
        finding(
          HN0504,
          { port: `port ${port}`, container, process: listener.process ?? '' },
          {
            ports: [port],
            evidence: [
              `${listener.process ?? ''} listens on ${placeOf(listener)} on this computer`,
              `no socket on ${port} in host mode, and no running container publishes it`,
            ],
            remedy: { text: 'Restart Docker Desktop.', command: restartCommand(input.facts) },
          },
        ),
      ];
    });
  },
};

/** Ports that something stands behind: any socket in host mode, any published port of a container that is not over. */
function portsBehind({ listeners, containers }: Evidence): Set<string> {
  return new Set([
    ...listeners.map(({ transport, port }) => portName(transport, port)),
    ...containers
      .filter(({ state }) => state !== 'exited')
      .flatMap((c) => [
        ...c.publishedPorts.map((p) => portName(p.transport, p.hostPort)),
        ...c.requestedPorts.flatMap((p) => (p.hostPort === null ? [] : [portName(p.transport, p.hostPort)])),
      ]),
  ]);
}

/** Ports that containers had before they stopped: by -p, or what they expose in host mode. */
function stoppedWants({ containers }: Evidence): Map<string, string> {
  return new Map(
    containers
      .filter(({ state }) => state === 'exited')
      .flatMap((c) =>
        isHostMode(c)
          ? c.exposedPorts.map((p) => [portName(p.transport, p.port), c.name] as const)
          : c.requestedPorts.flatMap((p) =>
              p.hostPort === null ? [] : [[portName(p.transport, p.hostPort), c.name] as const],
            ),
      ),
  );
}
