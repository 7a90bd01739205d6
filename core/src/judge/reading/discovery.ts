import type { ContainerFacts } from '../../model/facts.ts';
import type { PortFacts } from '../../model/port-facts.ts';
import type { Listener } from '../../model/listener.ts';

/** A way in which programs of a network find each other by multicast. */
export interface Protocol {
  readonly name: string;
  /** What proves it deaf or not; null where no query of it is sent. */
  readonly query: 'mdns' | 'ssdp' | null;
}

const MDNS: Protocol = { name: 'mDNS', query: 'mdns' };
const SSDP: Protocol = { name: 'SSDP', query: 'ssdp' };
const DDS: Protocol = { name: 'DDS (ROS 2)', query: null };

/** UDP ports: RFC 6762, UPnP Device Architecture 2.0, WS-Discovery 1.1, Spotify Connect. */
const PORTS: ReadonlyMap<number, Protocol> = new Map([
  [5353, MDNS],
  [1900, SSDP],
  [3702, { name: 'WS-Discovery', query: null }],
  [57_621, { name: 'Spotify Connect', query: null }],
]);
/** DDSI-RTPS 2.3 §9.6.1: from 7400 on, 250 a domain; the first domain's are enough. */
const DDS_PORTS = [7400, 7500] as const;

/** Images that are known to look for devices (Docker docs, host network driver: multicast is not carried). The last part of the name decides. */
const IMAGES: readonly (readonly [RegExp, readonly Protocol[]])[] = [
  [/(?:^|[/-])(?:home-?assistant|hass)(?:$|[-:@])/i, [MDNS, SSDP]],
  [/(?:^|\/)(?:esphome|homebridge|avahi|scrypted)(?:$|[-:@])/i, [MDNS]],
  [/(?:^|\/)(?:jellyfin|pms-docker|plex|emby|embyserver|minidlna|gerbera)(?:$|[-:@])/i, [SSDP]],
  [/(?:^|\/)ros(?:$|:(?!.*(?:kinetic|melodic|noetic)))/i, [DDS]],
];

/** Returns the discovery protocols a container uses: by its sockets, else by its image. */
export function protocolsOf(
  container: ContainerFacts,
  sockets: readonly Listener[],
): { readonly protocols: Protocol[]; readonly because: string } {
  const heard = sockets.flatMap(({ transport, port }) => {
    if (transport !== 'udp') return [];
    const dds = port >= DDS_PORTS[0] && port <= DDS_PORTS[1] ? DDS : undefined;
    const protocol = PORTS.get(port) ?? dds;
    return protocol ? [{ protocol, port }] : [];
  });
  if (heard.length > 0) {
    const ports = [...new Set(heard.map(({ port }) => `${port}/udp`))].slice(0, 5).join(', ');
    return {
      protocols: [...new Map(heard.map(({ protocol }) => [protocol.name, protocol])).values()],
      because: `${container.name} listens on ${ports}`,
    };
  }
  const known = IMAGES.find(([image]) => image.test(container.image))?.[1] ?? [];
  return { protocols: [...known], because: `by its image, ${container.image}` };
}

/** What the queries from both sides showed of a protocol: only where this computer heard somebody can host mode be called deaf. */
export function proofOf(
  { query }: Protocol,
  ports: PortFacts | null,
): { readonly proof: 'deaf' | 'hears' | 'unproved'; readonly line: string } {
  const asked = ports?.discovery.find(({ protocol }) => protocol === query);
  if (query === null || !asked) return { proof: 'unproved', line: 'it was not tested from both sides' };
  const { host, hostMode } = asked;
  const count = (side: typeof host) => (side.known ? String(side.value) : `unknown (${side.reason})`);
  const line = `${query === 'mdns' ? 'mDNS' : 'SSDP'}: answers on this computer: ${count(host)}, in host mode: ${count(hostMode)}`;
  if (hostMode.known && hostMode.value > 0) return { proof: 'hears', line };
  const deaf = host.known && host.value > 0 && hostMode.known;
  return { proof: deaf ? 'deaf' : 'unproved', line };
}
