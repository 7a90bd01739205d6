import type { ContainerFacts } from '../../../model/facts.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { isHostMode } from '../../reading/host-mode-net.ts';

const HN0313 = entry({
  code: 'HN0313',
  name: 'service-name',
  severity: 'warning',
  title: '{container} uses the name {name}, but Docker’s DNS does not answer in host mode',
  template:
    'On a Docker network that name would be the container {other}. In host mode only names that the host can resolve work, and {variable} uses {name}.',
});

/** Names that mean a machine everywhere. */
const EVERYWHERE = new Set(['localhost', 'host.docker.internal', 'gateway.docker.internal']);

/**
 * HN0313: a variable of a host-mode container names another container, or a service of the same Compose project. Docker's
 * DNS, 127.0.0.11, is there on Docker's networks alone (Docker docs, "Networking overview"; nginx-proxy-manager#1762).
 */
export const serviceName: Check = {
  entry: HN0313,
  applicable: ({ containers }) =>
    containers.some((c) => isHostMode(c) && c.envHosts.length > 0) ||
    'no host-mode container names a host in its environment',
  check({ containers }) {
    const names = new Map(containers.map((c) => [c.name, c] as const));
    const services = new Map(
      containers.flatMap((c) => (c.compose ? [[serviceKey(c.compose), c] as const] : [])),
    );
    return containers.filter(asks).flatMap((container) => {
      const told = new Set<string>();
      return container.envHosts.flatMap(({ variable, host, kind }) => {
        if (kind !== 'name' || told.has(host) || isOwn(container, host)) return [];
        const { compose } = container;
        const other =
          (compose ? services.get(serviceKey({ ...compose, service: host })) : undefined) ?? names.get(host);
        if (!other || other.id === container.id) return [];
        told.add(host);
        return [
          finding(
            HN0313,
            { container: container.name, name: host, other: other.name, variable },
            {
              evidence: [
                `${variable} of ${container.name} names ${host}`,
                `${host} is ${other.name === host ? 'a container' : `the Compose service of ${other.name}`}`,
              ],
              remedy: { text: remedyText(container, other), command: null },
            },
          ),
        ];
      });
    });
  },
};

/** A container that ended for good asks nobody. */
function asks(container: ContainerFacts): boolean {
  return isHostMode(container) && ['running', 'restarting', 'created'].includes(container.state);
}

/** Names with a dot may well be known to the world's DNS; those of its own hosts file are known. */
function isOwn(container: ContainerFacts, host: string): boolean {
  return host.includes('.') || EVERYWHERE.has(host) || container.extraHosts.includes(host);
}

function serviceKey({ project, service }: NonNullable<ContainerFacts['compose']>): string {
  return `${project}/${service}`;
}

function remedyText(container: ContainerFacts, other: ContainerFacts): string {
  const published = other.publishedPorts[0];
  const how = isHostMode(other)
    ? `localhost, since ${other.name} is in host mode too`
    : published
      ? `localhost:${published.hostPort}, where ${other.name} publishes ${published.containerPort}`
      : `localhost, and publish the port of ${other.name} with -p`;
  return `In the environment of ${container.name} write ${how}.`;
}
