import type { ContainerFacts } from '../../model/facts.ts';
import type { Listener } from '../../model/listener.ts';

/** Linux gives clients ports from here on (kernel ip-sysctl, ip_local_port_range): a UDP socket there is most often a client's. */
const FIRST_CLIENT_PORT = 32_768;

/** Ports that many programs share by SO_REUSEADDR, since they hear one multicast group: mDNS, SSDP, WS-Discovery. */
const SHARED = new Set(['5353/udp', '1900/udp', '3702/udp']);

/** The port as people and maps name it: `80/tcp`. */
export function portName(transport: string, port: number): string {
  return `${port}/${transport}`;
}

/** Whether a port is one that several programs share on purpose. */
export function isShared(name: string): boolean {
  return SHARED.has(name);
}

/** Address and port of a listener: `[::]:80/tcp`. */
export function placeOf({
  transport,
  address,
  port,
}: Pick<Listener, 'transport' | 'address' | 'port'>): string {
  return `${address.includes(':') ? `[${address}]` : address}:${portName(transport, port)}`;
}

/** Whether an address stands for every address; empty and `*` do as 0.0.0.0 and :: do. */
export function isWildcard(address: string): boolean {
  return ['', '*', '0.0.0.0', '::', '[::]'].includes(address);
}

/** Whether an address is loopback: 127.0.0.0/8 or ::1, also mapped. */
export function isLoopback(address: string): boolean {
  return /^(?:::ffff:)?127\./i.test(address) || address === '::1';
}

/** Whether two sockets of these addresses would want the same port of one namespace. */
export function overlap(a: string, b: string): boolean {
  return a === b || isWildcard(a) || isWildcard(b);
}

/** Whether a listener is likely to serve somebody: TCP, or UDP below the ports that clients are given. */
export function serves(listener: Listener): boolean {
  return listener.transport === 'tcp' || listener.port < FIRST_CLIENT_PORT;
}

/** At most `most` of the names, and how many more there are. */
export function some(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** At most `most` lines, and a line that counts the rest. */
export function someLines(lines: readonly string[], most = 6): string[] {
  return lines.length > most ? [...lines.slice(0, most), `and ${lines.length - most} more`] : [...lines];
}

/** Returns the items by key, in one pass. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Listeners of containers, by the container's full id. */
export function byContainer(listeners: readonly Listener[]): Map<string, Listener[]> {
  const owned = listeners.filter((listener) => listener.container !== null);
  return groupBy(owned, (listener) => listener.container?.id ?? '');
}

/** Containers by id and by name, as bind failures name them. */
export function containersByName(containers: readonly ContainerFacts[]): Map<string, ContainerFacts> {
  return new Map(containers.flatMap((c) => [[c.name, c] as const, [c.id, c] as const]));
}
