import type { BedAddresses } from '../addresses.ts';
import type { Knobs } from '../knobs.ts';
import type { Listener, Mirror } from './types.ts';

/** A listener with when the forwarder first saw it, in ms of a monotonic clock. */
export interface SeenListener extends Listener {
  readonly seenAt: number;
}

/** What the forwarder knows: listeners it may forward, in the order they opened. */
export interface Seen {
  readonly host: readonly SeenListener[];
  readonly vm: readonly SeenListener[];
}

/** Ports both sides should hold open, and when to plan again (null: when something changes). */
export interface Plan {
  readonly host: readonly Mirror[];
  readonly vm: readonly Mirror[];
  readonly again: number | null;
}

/** Ports below this one belong to the machine: the bed never takes them. */
const FIRST_HOST_PORT = 1024;

/** Returns what is to be forwarded now. Pure. */
export function planMirrors(seen: Seen, knobs: Knobs, at: BedAddresses, nowMs: number): Plan {
  const feature = knobs['host-networking'] === 'on' && (knobs.rootless === 'off' || rootlessIsMended(knobs));
  const ripe = (listener: SeenListener): boolean => listener.seenAt + knobs['late-ms'] <= nowMs;
  const carried = (listener: Listener): boolean => feature && knobs[listener.transport] === 'on';
  // What was not forwarded before 4.33 is a container's listener by its own family, whoever dials it (docs#20473).
  const family = (listener: Listener): boolean => knobs.ipv6 === 'on' || !listener.address.includes(':');

  const published = seen.vm.filter((one) => one.owner === 'published' && one.port >= FIRST_HOST_PORT);
  const candidates = seen.vm.filter((one) => one.owner === 'container' && carried(one) && family(one));
  const containers = firstPorts(candidates, knobs['max-ports']).filter((one) => one.port >= FIRST_HOST_PORT);
  const waiting = [...containers, ...seen.host]
    .filter((one) => !ripe(one))
    .map((one) => one.seenAt + knobs['late-ms']);

  const host = [
    ...published.flatMap((one) => hostMirrors(one, at, null)),
    ...containers.filter(ripe).flatMap((one) => hostMirrors(one, at, knobs)),
  ];
  const vm = seen.host.flatMap((one) => [
    ...namedMirrors(one, at),
    ...(carried(one) && ripe(one) ? loopbackMirrors(one, knobs) : []),
  ]);
  return { host: distinct(host), vm: distinct(vm), again: waiting.length > 0 ? Math.min(...waiting) : null };
}

/** From this version on host mode of a rootless engine is the machine's own network (Docker docs, rootless troubleshooting). */
function rootlessIsMended(knobs: Knobs): boolean {
  const [major = 0, minor = 0] = knobs['engine-version'].split('.').map(Number);
  return major > 29 || (major === 29 && minor >= 5);
}

/** A wildcard in the VM is held on loopback and the bed's own address, never on the machine's real ones. */
function hostMirrors(one: Listener, at: BedAddresses, knobs: Knobs | null): Mirror[] {
  const rewritten = knobs?.['source-address'] === 'rewritten';
  const { v4, v6 } = families(one);
  const wildcard = one.address === '0.0.0.0' || one.address === '::';
  const make = (bind: string, loopback: string, vm: string): Mirror => {
    const fromLoopback = bind === loopback;
    // Dialled over the cable the container sees the machine's address, dialled by the peer it sees loopback.
    const direct = knobs !== null && wildcard && fromLoopback === rewritten;
    return {
      ...mirror(one, bind, direct ? vm : loopback),
      via: direct ? 'direct' : 'peer',
      stranger: knobs?.['wrong-listener'] === 'on',
      ...losses(knobs, 'to-container'),
    };
  };
  return [
    ...(v4
      ? ['127.0.0.1', ...(wildcard ? [at.host] : [])].map((bind) => make(bind, '127.0.0.1', at.vm))
      : []),
    ...(v6 ? ['::1', ...(wildcard ? [at.host6] : [])].map((bind) => make(bind, '::1', at.vm6)) : []),
  ];
}

/** What host networking adds for a service of the machine: the VM's own loopback leads to it. */
function loopbackMirrors(one: Listener, knobs: Knobs): Mirror[] {
  const { v4, v6 } = families(one);
  const lost = losses(knobs, 'to-host');
  // A mapped address arrives on the IPv4 mirror; who dials ::1 itself is nobody's mapped client.
  const refuseMapped = knobs['v4-mapped'] === 'off';
  return [
    ...(v4 ? [{ ...mirror(one, '127.0.0.1', '127.0.0.1'), refuseMapped, ...lost }] : []),
    ...(v6 && knobs.ipv6 === 'on' ? [{ ...mirror(one, '::1', '::1'), ...lost }] : []),
  ];
}

/** host.docker.internal, which works whatever the feature's state. */
function namedMirrors(one: Listener, at: BedAddresses): Mirror[] {
  const { v4, v6 } = families(one);
  return [
    ...(v4 ? [mirror(one, at.gateway, '127.0.0.1')] : []),
    ...(v6 ? [mirror(one, at.gateway6, '::1')] : []),
  ];
}

/** Which loopback address leads to a listener; neither for one on a single other address. */
function families(one: Listener): { v4: boolean; v6: boolean } {
  const dual = one.address === '::' && one.v6only === false;
  return {
    v4: one.address === '0.0.0.0' || one.address === '127.0.0.1' || dual,
    v6: one.address === '::' || one.address === '::1',
  };
}

function mirror(one: Listener, bind: string, target: string): Mirror {
  return {
    transport: one.transport,
    bind,
    port: one.port,
    via: 'peer',
    target,
    stranger: false,
    refuseMapped: false,
    loseRequests: false,
    loseReplies: false,
  };
}

function losses(
  knobs: Knobs | null,
  direction: 'to-container' | 'to-host',
): Pick<Mirror, 'loseRequests' | 'loseReplies'> {
  const applies = knobs !== null && ['both', direction].includes(knobs['udp-loss-direction']);
  return {
    loseRequests: applies && knobs['udp-loss'] === 'request',
    loseReplies: applies && knobs['udp-loss'] === 'reply',
  };
}

function firstPorts(listeners: readonly SeenListener[], limit: number): SeenListener[] {
  const ports = new Set<string>();
  return listeners.filter((one) => {
    const key = `${one.transport} ${one.port}`;
    if (!ports.has(key) && ports.size >= limit) return false;
    ports.add(key);
    return true;
  });
}

function distinct(mirrors: readonly Mirror[]): Mirror[] {
  const seen = new Set<string>();
  return mirrors.filter((one) => {
    const key = `${one.transport} ${one.bind} ${one.port}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
