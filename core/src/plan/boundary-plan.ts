import type { DialSpec, InspectSpec, ListenSpec } from '../protocol/index.ts';
import { multicastGroupFrom } from './listener-ports.ts';

/** Lane ids of the two datagrams that are neither unicast nor counted among the lanes. */
export const MULTICAST_LANE = 'boundary/multicast';
export const BROADCAST_LANE = 'boundary/broadcast';

/** Listener ids at their far ends. */
export const MULTICAST_LISTENER = 'udp@multicast';
export const BROADCAST_LISTENER = 'udp@broadcast';

/** What the plan of the boundary depends on. */
export interface BoundaryInput {
  readonly lanAddress: string | null;
  readonly desktop: boolean;
  readonly token: string;
  /** Port of the container's multicast listener. */
  readonly multicastPort: number;
}

/** Everything a run does to learn what host mode carries below TCP and UDP. */
export interface BoundaryPlan {
  /** In the container: joins the group. */
  readonly containerListen: ListenSpec[];
  /** On the host: hears the broadcast. */
  readonly hostListen: ListenSpec[];
  /** From the host, once the container is ready. */
  readonly hostDial: DialSpec[];
  /** From the container; `hostPort` is where the host hears broadcasts. */
  containerDial(hostPort: number): DialSpec[];
  readonly containerInspect: InspectSpec[];
  /** In the second container with NET_RAW, with --full. */
  readonly rawInspect: InspectSpec[];
}

/**
 * Returns the plan. Where engine and host share one stack both datagrams stay on loopback: a datagram leaves the machine
 * only where a VM stands between (docs/adr/0008); it then has TTL 1.
 */
export function planBoundary(input: BoundaryInput): BoundaryPlan {
  const group = multicastGroupFrom(input.token);
  const loopback = { multicastInterface: '127.0.0.1' };
  const hostInterface =
    input.desktop && input.lanAddress !== null ? { multicastInterface: input.lanAddress } : loopback;
  const containerInterface = input.desktop ? {} : loopback;
  const broadcast = input.desktop ? '255.255.255.255' : '127.255.255.255';
  const target = input.lanAddress ?? '127.0.0.1';
  return {
    containerListen: [
      {
        id: MULTICAST_LISTENER,
        transport: 'udp',
        address: '0.0.0.0',
        port: input.multicastPort,
        multicastGroup: group,
        ...containerInterface,
      },
    ],
    hostListen: [{ id: BROADCAST_LISTENER, transport: 'udp', address: '0.0.0.0', port: 0 }],
    hostDial: [
      {
        lane: MULTICAST_LANE,
        transport: 'udp',
        address: group,
        port: input.multicastPort,
        spread: 'multicast',
        ...hostInterface,
      },
    ],
    containerDial: (hostPort) => [
      { lane: BROADCAST_LANE, transport: 'udp', address: broadcast, port: hostPort, spread: 'broadcast' },
    ],
    containerInspect: [
      { kind: 'interfaces' },
      { kind: 'sockets' },
      { kind: 'icmp', target, raw: false },
      ...(input.lanAddress === null ? [] : [{ kind: 'bind' as const, address: input.lanAddress }]),
    ],
    rawInspect: [
      { kind: 'icmp', target, raw: false },
      { kind: 'icmp', target, raw: true },
    ],
  };
}
