import { isForwarder } from '../knowledge/forwarders.ts';
import type { Known } from '../model/known.ts';
import type { Listener } from '../model/listener.ts';
import type { HostListener, PortReach } from '../model/port-facts.ts';
import { hostListenerAt } from './host-socket.ts';
import { reachKey } from './reach-dials.ts';
import { targetsOf, type Where } from './targets.ts';

/** A listener whose addresses no table of sockets tells: they are tried in this order until one is accepted. */
export interface OpenListener {
  readonly port: number;
  readonly addresses: readonly string[];
}

/** What is known of listeners without a connection, and what only one can show. */
export interface GentlePlan {
  readonly told: readonly PortReach[];
  readonly open: readonly OpenListener[];
}

/** The sockets of this computer that may stand for listeners of host mode. */
export interface HostSide {
  readonly listeners: Known<readonly HostListener[]>;
  /** Processes that hold the port of our own listener in host mode: the forwarder's. */
  readonly forwarder: ReadonlySet<number>;
}

/**
 * Returns what the table of sockets tells of TCP listeners where host mode is this computer's own network: the kernel
 * itself accepts for a socket in LISTEN (listen(2)), so no connection is needed to know it. Whether it is dual is not always
 * told: what is only `maybe` stays out. Linear.
 */
export function toldByTable(listeners: readonly Listener[], where: Where): PortReach[] {
  const told = new Map<string, PortReach>();
  const byPort = grouped(listeners);
  for (const listener of listeners.filter(({ transport }) => transport === 'tcp')) {
    const sockets = byPort.get(listener.port) ?? [];
    for (const target of Object.values(targetsOf(listener, where))) {
      if (target.expected !== 'yes') continue;
      const first =
        sockets.length > 1 ? hostListenerAt(sockets, 'tcp', target.address, listener.port) : listener;
      if (first?.address === listener.address) keep(told, tell(listener, target.address));
    }
  }
  return [...told.values()];
}

/**
 * Returns the same where a forwarder may stand between: a socket of this computer at the address is the forwarder's, or
 * a stranger's (judge/port-chain/settle-reach.ts tells which). What no known socket holds is left to a connection.
 */
export function gentlePlan(listeners: readonly Listener[], where: Where, host: HostSide): GentlePlan {
  const told = new Map<string, PortReach>();
  const open = new Map<string, OpenListener>();
  const byPort = grouped(host.listeners.known ? host.listeners.value : []);
  for (const listener of containersFirst(listeners)) {
    const addresses: string[] = [];
    for (const target of Object.values(targetsOf(listener, where))) {
      if (target.expected === 'no') continue;
      const { address } = target;
      const holder = hostListenerAt(byPort.get(listener.port) ?? [], 'tcp', address, listener.port);
      if (holder && isKnown(holder, host.forwarder)) keep(told, tell(listener, address));
      else if (!addresses.includes(address)) addresses.push(address);
    }
    const { port } = listener;
    if (addresses.length > 0) open.set(`${port} ${addresses.join(' ')}`, { port, addresses });
  }
  return { told: [...told.values()], open: [...open.values()] };
}

/**
 * Returns what the sockets of this computer tell of these addresses of it, once a connection to a port was seen to arrive in host
 * mode: whoever forwarded that one has the port there too.
 */
export function toldBeside(
  asked: readonly PortReach[],
  sockets: readonly HostListener[],
  addresses: readonly string[],
): PortReach[] {
  const seen = asked.find(({ arrived, outcome }) => arrived === true && outcome === 'reachable');
  if (!seen) return [];
  const { port } = seen;
  const holder = hostListenerAt(sockets, 'tcp', seen.address, port);
  if (typeof holder?.pid !== 'number') return [];
  // Whoever has the port accepted at another address too, and it led nowhere: then each address is to be tried.
  if (asked.some(({ outcome }) => !['reachable', 'refused', 'not-measured'].includes(outcome))) return [];
  return addresses
    .filter((address) => !asked.some((one) => one.address === address))
    .filter((address) => hostListenerAt(sockets, 'tcp', address, port)?.pid === holder.pid)
    .map((address) => ({
      transport: 'tcp',
      port,
      address,
      outcome: 'reachable',
      reason: null,
      arrived: null,
      how: 'socket-table',
    }));
}

/** Whether it is certain whose side this socket is on, without a connection. */
function isKnown({ pid, process }: HostListener, forwarder: ReadonlySet<number>): boolean {
  return pid !== null && process !== null && (isForwarder(process) || forwarder.size > 0);
}

function tell({ port, queued }: Listener, address: string): PortReach {
  const base = { transport: 'tcp', port, address, arrived: null, how: 'socket-table' } as const;
  if ((queued ?? 0) === 0) return { ...base, outcome: 'reachable', reason: null };
  const reason = `its program has not taken ${queued === 1 ? 'a connection that waits' : `${queued} connections that wait`}`;
  return { ...base, outcome: 'not-measured', reason };
}

/** Of several sockets at one address, one that takes its connections is enough. */
function keep(told: Map<string, PortReach>, one: PortReach): void {
  const key = reachKey(one.port, one.address);
  if (told.get(key)?.outcome !== 'reachable') told.set(key, one);
}

function containersFirst(listeners: readonly Listener[]): Listener[] {
  const tcp = listeners.filter(({ transport }) => transport === 'tcp');
  return [...tcp.filter((one) => one.container), ...tcp.filter((one) => !one.container)];
}

function grouped<T extends HostListener>(listeners: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const one of listeners) {
    const group = groups.get(one.port);
    if (group) group.push(one);
    else groups.set(one.port, [one]);
  }
  return groups;
}
