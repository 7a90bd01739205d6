import type { PortFacts, PortReach } from '../facts/port-facts.ts';
import { plainAddress } from './targets.ts';

type HostListeners = Extract<PortFacts['hostListeners'], { known: true }>['value'];
export type HostListener = HostListeners[number];

/**
 * Programs that hold ports of the host on an engine's behalf: Docker Desktop's backend and its parts (for-win#15032,
 * for-mac#4209), WSL's relay for localhost (for-win#14184), and the forwarders of other engines (gvisor-tap-vsock, Lima, OrbStack).
 */
const FORWARDERS =
  /^(com\.docker|docker-proxy|rootlesskit|vpnkit|wslrelay|wslhost|gvproxy|limactl|ssh$|orbstack|rancher)/i;

/** Returns the socket of the host that a connection to this address and port goes to: the most specific one. */
export function hostListenerAt(
  listeners: readonly HostListener[],
  transport: string,
  address: string,
  port: number,
): HostListener | null {
  const six = address.includes(':');
  const mine = listeners.filter((one) => one.port === port && one.transport === transport);
  const exact = mine.find((one) => plainAddress(one.address) === address);
  const fits = (one: HostListener): boolean => {
    if (one.address === '0.0.0.0') return !six;
    return one.address === '::' && (six || one.family === 'dual');
  };
  const wildcard = mine.find((one) => fits(one) && (one.address === '::') === six) ?? mine.find(fits);
  return exact ?? wildcard ?? null;
}

/** The processes that are seen to hold the host's port of our own listener in host mode: the forwarder. */
export function forwarderOf(listeners: readonly HostListener[], controlPort: number): ReadonlySet<number> {
  const pids = listeners.filter((one) => one.port === controlPort).map((one) => one.pid);
  return new Set(pids.filter((pid) => pid !== null));
}

/**
 * Whether this socket of the host is known to belong to somebody else than the forwarder. Without the forwarder's own
 * process nobody is called a stranger but by the name of a system service.
 */
export function isStranger(one: HostListener, forwarder: ReadonlySet<number>): boolean {
  if (systemService(one) !== null) return true;
  if (one.pid === null || one.process === null || FORWARDERS.test(one.process)) return false;
  return forwarder.size > 0 && !forwarder.has(one.pid);
}

/** Returns the name people know a system service by, when it is one that is known to take a port; null otherwise. */
export function systemService(one: Pick<HostListener, 'process' | 'port'>): string | null {
  const process = one.process ?? '';
  // lsof and the kernel cut names; docker-elk#739 shows `ControlCe`, for-mac#7008 `mDNSRespo`.
  if (/^ControlCe/i.test(process) && [5000, 7000].includes(one.port)) return 'AirPlay Receiver';
  if (/^mDNSRespo/i.test(process)) return 'mDNSResponder, the name service of macOS';
  return null;
}

/** Names a socket's owner for people. */
export function ownerName(one: HostListener): string {
  const service = systemService(one);
  const process = one.process ?? 'a process that could not be named';
  const pid = one.pid === null ? '' : ` (pid ${one.pid})`;
  return service === null ? `${process}${pid}` : `${service}, ${process}${pid}`;
}

/** Returns the reach with connections to a known stranger told as `wrong-listener`. Linear: listeners are looked up by port. */
export function withStrangers(
  reach: readonly PortReach[],
  listeners: readonly HostListener[],
  forwarder: ReadonlySet<number>,
): PortReach[] {
  const byPort = grouped(listeners);
  return reach.map((one) => {
    if (one.outcome !== 'reachable' || one.arrived === true) return one;
    const holder = hostListenerAt(byPort.get(one.port) ?? [], one.transport, one.address, one.port);
    if (!holder || !isStranger(holder, forwarder)) return one;
    return { ...one, outcome: 'wrong-listener' as const, reason: `${ownerName(holder)} holds it` };
  });
}

function grouped(listeners: readonly HostListener[]): Map<number, HostListener[]> {
  const groups = new Map<number, HostListener[]>();
  for (const one of listeners) {
    const group = groups.get(one.port);
    if (group) group.push(one);
    else groups.set(one.port, [one]);
  }
  return groups;
}

/** Whether the engine's own forwarder has this socket, by its name. */
export function isDockers(one: Pick<HostListener, 'process'>): boolean {
  return one.process !== null && FORWARDERS.test(one.process);
}
