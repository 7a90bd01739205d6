import type { ContainerFacts } from '../../../model/facts.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { isHostMode } from '../../reading/host-mode-net.ts';
import { byContainer, portName } from '../../reading/port-words.ts';

/** A port of the host's network that a container wants, and what says so. */
export interface Want {
  readonly container: ContainerFacts;
  readonly port: string;
  readonly address: string;
  /** A socket of IPv6 alone leaves the port of IPv4 to others (ipv6(7), IPV6_V6ONLY), and the other way round. */
  readonly families: readonly ('ipv4' | 'ipv6')[];
  readonly because: string;
  /** A socket that was seen to listen: two of these do not clash, since both have what they want. */
  readonly seen: boolean;
}

/** The engine's and the system's words for a port that is taken. */
export const TAKEN = /port is already allocated|address already in use/i;

const BOTH = ['ipv4', 'ipv6'] as const;

/** What `-p ADDRESS:…` takes: without an address both families. */
function familiesOf(address: string): Want['families'] {
  if (address === '') return BOTH;
  return [address.includes(':') ? 'ipv6' : 'ipv4'];
}

/** Running containers, and those that could not start because a port was taken. */
function matters(container: ContainerFacts): boolean {
  return container.state === 'running' || TAKEN.test(container.error);
}

/** Returns the ports that containers want of the host's network. `EXPOSE` counts only for a container none of whose sockets is known: it is what an image says, not what is so. */
export function wantsOf({ containers, listeners, ports }: Evidence): Want[] {
  const owned = byContainer(listeners);
  const allKnown = ports?.owners === 'all';
  return containers.filter(matters).flatMap((container): Want[] => {
    const { name } = container;
    if (!isHostMode(container)) {
      return container.requestedPorts.flatMap((p) => {
        if (p.hostPort === null) return [];
        const because = `${name} publishes ${p.hostPort}:${p.containerPort}/${p.transport}`;
        const port = portName(p.transport, p.hostPort);
        return [
          {
            container,
            port,
            address: p.hostAddress,
            families: familiesOf(p.hostAddress),
            because,
            seen: false,
          },
        ];
      });
    }
    const sockets = owned.get(container.id);
    if (container.state === 'running' && (allKnown || sockets)) {
      return (sockets ?? []).map(({ transport, port, address, family }) => ({
        container,
        port: portName(transport, port),
        address,
        families: family === 'ipv4' || family === 'ipv6' ? [family] : BOTH,
        seen: true,
        because: `${name} is in host mode and listens on ${portName(transport, port)}`,
      }));
    }
    return container.exposedPorts.map(({ transport, port }) => ({
      container,
      port: portName(transport, port),
      address: '',
      families: BOTH,
      seen: false,
      because: `${name} is in host mode and exposes ${portName(transport, port)}`,
    }));
  });
}
