import { entryOf, knownText } from './located.ts';
import { keysOf, pairsOf } from './pairs.ts';
import { portsOf } from './service-ports.ts';
import type { Project, Service } from './project.ts';

/** Names that mean a machine everywhere, whatever a service is called. */
const EVERYWHERE = new Set(['localhost', 'host.docker.internal', 'gateway.docker.internal']);

/** Returns the names by which Docker's DNS would know each service: its own, its container's, its aliases. */
export function dnsNames(project: Project): Map<string, Service> {
  const names = new Map<string, Service>();
  for (const service of project.services) {
    const networks = entryOf(service.map, 'networks')?.value;
    const aliases = (networks?.kind === 'map' ? networks.entries : []).flatMap((network) =>
      keysOf(entryOf(network.value, 'aliases')?.value).map(({ key }) => key),
    );
    const container = knownText(entryOf(service.map, 'container_name')?.value);
    for (const name of [...(container === null ? [] : [container]), ...aliases]) {
      if (!names.has(name)) names.set(name, service);
    }
  }
  for (const service of project.services) names.set(service.name, service);
  for (const name of EVERYWHERE) names.delete(name);
  return names;
}

/** Returns the names that a service's own hosts file answers: `extra_hosts`, its hostname, its links' aliases. */
export function knownNames(service: Service): Set<string> {
  const hosts = pairsOf(entryOf(service.map, 'extra_hosts')?.value, /[=:]/).map(({ key }) => key);
  const hostname = knownText(entryOf(service.map, 'hostname')?.value);
  return new Set([...hosts, ...(hostname === null ? [] : [hostname])]);
}

/** Returns the port of the host on which a service publishes a port of its own; null where it does not, or not for sure. */
export function publishedFor(service: Service, port: number): number | null {
  for (const entry of portsOf(entryOf(service.map, 'ports')?.value)) {
    const { published, target, transport, unknown } = entry;
    if (unknown || !published || !target || transport !== 'tcp') continue;
    if (target.first <= port && port <= target.last) return published.first + (port - target.first);
  }
  return null;
}

/** Returns the one TCP port that a service publishes, on either side; null where it publishes none, several, or one that is not known. */
export function onlyPublished(service: Service): { published: number; target: number } | null {
  const tcp = portsOf(entryOf(service.map, 'ports')?.value).filter(({ transport }) => transport !== 'udp');
  const [only, ...more] = tcp;
  if (!only?.published || !only.target || more.length > 0 || only.unknown) return null;
  const { published, target } = only;
  if (published.first !== published.last || target.first !== target.last) return null;
  return { published: published.first, target: target.first };
}
