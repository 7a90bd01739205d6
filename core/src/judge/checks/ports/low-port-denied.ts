import type { ContainerFacts } from '../../../model/facts.ts';
import type { PortFacts } from '../../../model/port-facts.ts';
import type { Finding } from '../../../model/finding.ts';

import { transportIn } from '../../../facts/bind-failures.ts';
import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { all, anyHostMode, isHostMode, portsLookedAt } from '../../reading/host-mode-net.ts';
import { byContainer, containersByName, portName } from '../../reading/port-words.ts';

const HN0310 = entry({
  code: 'HN0310',
  name: 'low-port-denied',
  severity: 'error',
  title: '{container} may not listen on {port}: in host mode that needs more rights',
  template:
    '{source} On a bridge any user may listen on low ports; in host mode the host’s own rule applies: {rule}.',
});

/** Windows' words for a range of its own: HN0503. */
const WINDOWS = /forbidden by its access permissions/i;

/** HN0310: a low port without root. The engine opens low ports to every user on a bridge, and cannot in host mode (for-mac#7652; moby ip_unprivileged_port_start). */
export const lowPortDenied: Check = {
  entry: HN0310,
  applicable: (input) => all(portsLookedAt(input), anyHostMode(input)),
  check({ ports, containers, listeners }) {
    if (ports === null) return [];
    const owned = byContainer(listeners);
    const byName = containersByName(containers);
    const told = new Set<string>();
    const after = ports.bindFailures.flatMap((failure) => {
      const container = byName.get(failure.container);
      if (failure.kind !== 'permission-denied' || !container || told.has(container.id)) return [];
      if (!isHostMode(container) || WINDOWS.test(failure.line)) return [];
      if (failure.port !== null && isHigh(failure.port, ports)) return [];
      const listens = owned.get(container.id)?.some((l) => l.port === failure.port) ?? false;
      if (container.state === 'running' && (listens || ports.owners !== 'all')) return [];
      told.add(container.id);
      const source = `${container.name} said: "${failure.line}"`;
      return [
        tell(
          container,
          failure.port,
          transportIn(failure.line) ?? 'tcp',
          source,
          `${container.name} is ${container.state}`,
          ports,
        ),
      ];
    });
    const before = containers.flatMap((container) => {
      const low = container.exposedPorts.find((p) => p.transport !== 'sctp' && isLow(p.port, ports));
      if (!isHostMode(container) || told.has(container.id) || container.state !== 'created') return [];
      if (!low || !mayNot(container) || container.error !== '') return [];
      const source = `It was not started yet; by its configuration it listens on ${low.port}.`;
      const line = `its image exposes ${low.port}/${low.transport}`;
      return [
        { ...tell(container, low.port, low.transport, source, line, ports), severity: 'warning' as const },
      ];
    });
    return [...after, ...before];
  },
};

function isLow(port: number, { unprivilegedPortStart: start }: PortFacts): boolean {
  return start.known && port < start.value;
}

function isHigh(port: number, { unprivilegedPortStart: start }: PortFacts): boolean {
  return port >= (start.known ? start.value : 1024);
}

/** Whether a container surely runs without root and without the capability. */
function mayNot({ user, capAdd, privileged }: ContainerFacts): boolean {
  const root = /^(?:|0|root)(?::|$)/.test(user);
  return !root && !privileged && !capAdd.some((name) => name === 'ALL' || name === 'NET_BIND_SERVICE');
}

function tell(
  container: ContainerFacts,
  port: number | null,
  transport: string,
  source: string,
  line: string,
  { unprivilegedPortStart: start }: PortFacts,
): Finding {
  const { name, user } = container;
  const nobody = !/^(?:|0|root)(?::|$)/.test(user);
  return finding(
    HN0310,
    {
      container: name,
      port: port === null ? 'its port' : `port ${port}`,
      source,
      rule: `below ${start.known ? start.value : 1024} a program needs root or NET_BIND_SERVICE`,
    },
    {
      ports: port === null ? [] : [portName(transport, port)],
      evidence: [
        line,
        `it runs as ${nobody ? user : 'root'}`,
        start.known
          ? `net.ipv4.ip_unprivileged_port_start: ${start.value} (${start.source})`
          : `net.ipv4.ip_unprivileged_port_start: unknown (${start.reason})`,
      ],
      remedy: nobody
        ? { text: `Let ${name} listen on a port from 1024 on, or start it with --user 0.`, command: null }
        : {
            text: `Let ${name} listen on a port from 1024 on, or start it with --cap-add NET_BIND_SERVICE.`,
            command: null,
          },
    },
  );
}
