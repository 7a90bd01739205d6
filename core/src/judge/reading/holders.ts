import { isForwarder } from '../../knowledge/forwarders.ts';
import type { Evidence } from '../../model/evidence.ts';
import { hostModeNet, isHostMode, networkName } from './host-mode-net.ts';
import { placeOf, portName } from './port-words.ts';

/** Who has a port of the host's network now, and what says so. */
export interface Holder {
  /** For people: a container's name, or a process and where it runs. */
  readonly who: string;
  /** Its container, null for a process of none. */
  readonly container: { readonly id: string; readonly name: string } | null;
  readonly address: string;
  /** true for a socket on `::` that leaves IPv4 to others. */
  readonly ipv6Only: boolean;
  readonly evidence: string;
  /** Whether it is a process of this computer, to be found with its own tools. */
  readonly onHost: boolean;
}

/** Returns the holders of every port, by `80/tcp`: host-mode listeners, published ports, and programs of this computer. One pass over each. */
export function holdersOf(input: Evidence): Map<string, Holder[]> {
  const holders = new Map<string, Holder[]>();
  const add = (port: string, holder: Holder) => {
    const list = holders.get(port);
    if (list) list.push(holder);
    else holders.set(port, [holder]);
  };
  const published = addPublished(input, add);
  addListeners(input, published, add);
  addHost(input, add);
  return holders;
}

type Add = (port: string, holder: Holder) => void;

function addPublished({ containers }: Evidence, add: Add): Set<string> {
  const names = new Set<string>();
  for (const container of containers) {
    if (isHostMode(container) || container.state !== 'running') continue;
    for (const { transport, containerPort, hostAddress: address, hostPort } of container.publishedPorts) {
      const port = portName(transport, hostPort);
      const { id, name } = container;
      const evidence = `${name} publishes ${hostPort}:${containerPort}/${transport}`;
      names.add(port);
      add(port, { who: name, container: { id, name }, address, ipv6Only: false, evidence, onHost: false });
    }
  }
  return names;
}

/** The engine's proxy of a published port listens too, as a process of no container: the container is its owner. */
function addListeners({ facts, listeners }: Evidence, published: ReadonlySet<string>, add: Add): void {
  const own = hostModeNet(facts) === 'own';
  const where = own ? 'on this computer' : `in ${networkName(facts)}`;
  for (const listener of listeners) {
    const port = portName(listener.transport, listener.port);
    const { container, address, process } = listener;
    if (container === null && published.has(port)) continue;
    const unnamed =
      listener.pid === null ? 'a program whose owner is not known' : 'a process of no container';
    const who = container?.name ?? `${process ?? unnamed} ${where}`;
    const evidence = `${container ? `${container.name}${process === null ? '' : ` (${process})`}` : who} listens on ${placeOf(listener)}`;
    add(port, {
      who,
      container,
      address,
      evidence,
      ipv6Only: listener.family === 'ipv6',
      onHost: own && container === null,
    });
  }
}

/** Where host mode is another network, this computer's own programs hold ports as well; forwarders of Docker do so for containers. */
function addHost(input: Evidence, add: Add): void {
  const hosts = input.ports?.hostListeners;
  if (hosts?.known !== true || hostModeNet(input.facts) !== 'elsewhere') return;
  for (const listener of hosts.value) {
    const { process, address } = listener;
    if (process === null || isForwarder(process)) continue;
    const who = `${process} on this computer`;
    const evidence = `${who} listens on ${placeOf(listener)} (${hosts.source})`;
    const ipv6Only = listener.family === 'ipv6';
    add(portName(listener.transport, listener.port), {
      who,
      container: null,
      address,
      ipv6Only,
      evidence,
      onHost: true,
    });
  }
}
