import type { PlannedLane } from '../model/lane.ts';
import { TRANSPORTS } from '../words/transports.ts';
import type { Vantage } from '../words/enums.ts';

/** What the plan of lanes depends on. Pure data, taken from facts. */
export interface PlanInput {
  /** The address other machines use for this computer, null when it has none. */
  readonly lanAddress: string | null;
  /** Whether the engine is Docker Desktop: there, names and forwarding are promised that a plain engine does not have. */
  readonly desktop: boolean;
  /** Whether this computer has IPv6: a name may then resolve to it, and its listener must accept both families. */
  readonly ipv6: boolean;
  /** Whether bridge lanes can be measured: the service is there, or containers of their own were asked for. */
  readonly bridge: boolean;
  /** Whether a published container is started beside the others. */
  readonly published: boolean;
}

/** [address dialled, address listened on, role, expected] */
type Row = readonly [
  address: string,
  listen: string,
  role: PlannedLane['role'],
  expected: PlannedLane['expected'],
];

/** The addresses every host-mode listener may use, and the ones that must reach it (Docker docs, "Host network driver"). */
const HOST_TO_CONTAINER: readonly Row[] = [
  ['127.0.0.1', '0.0.0.0', 'verdict', 'reachable'],
  ['127.0.0.1', '127.0.0.1', 'verdict', 'reachable'],
  // A dual-stack listener is what most programs open; Desktop forwards it since 4.33 (docs#20473).
  ['127.0.0.1', '::', 'verdict', 'reachable'],
  ['::1', '::', 'verdict', 'reachable'],
  ['::1', '::1', 'verdict', 'reachable'],
  ['localhost', '::', 'verdict', 'reachable'],
];

const CONTAINER_TO_HOST: readonly Row[] = [
  ['127.0.0.1', '0.0.0.0', 'verdict', 'reachable'],
  ['127.0.0.1', '127.0.0.1', 'verdict', 'reachable'],
  ['::1', '::1', 'verdict', 'reachable'],
  ['localhost', '::', 'verdict', 'reachable'],
  // Java opens IPv6 sockets for IPv4 addresses; Desktop may miss these (for-mac#7649).
  ['::ffff:127.0.0.1', '127.0.0.1', 'describes', 'reachable'],
];

const CONTROLS: readonly Row[] = [
  ['127.0.0.1', '127.0.0.1', 'control', 'reachable'],
  ['::1', '::1', 'control', 'reachable'],
];

/** Returns every lane of a diagnosis, in the order people read them. */
export function planLanes(input: PlanInput): PlannedLane[] {
  const lan: readonly Row[] =
    input.lanAddress === null ? [] : [[input.lanAddress, '0.0.0.0', 'describes', 'reachable']];
  const both = input.ipv6 ? '::' : '0.0.0.0';
  const gateway: Row = [
    'host.docker.internal',
    both,
    'describes',
    input.desktop ? 'reachable' : 'unspecified',
  ];
  const bridge: Row = ['host.docker.internal', both, 'control', input.desktop ? 'reachable' : 'unspecified'];
  return [
    ...expand('host', 'host-mode', [...HOST_TO_CONTAINER, ...lan]),
    ...expand('host-mode', 'host', [...CONTAINER_TO_HOST, gateway, ...lan]),
    ...expand('host-mode', 'host-mode', CONTROLS),
    ...expand('bridge', 'host', [bridge]),
    ...expand('bridge', 'host-mode', [['host.docker.internal', both, 'control', 'unspecified']]),
    ...expand('host', 'published', [['127.0.0.1', '0.0.0.0', 'control', 'reachable']]),
  ];
}

/** Why a planned lane is not going to be measured in this run; null when it is. */
export function skippedBecause(lane: PlannedLane, input: PlanInput): string | null {
  if (lane.from === 'bridge' && !input.bridge) {
    return 'needs a bridge container of its own: measured in a full diagnosis, or when a lane that counts has failed';
  }
  if (lane.to === 'published' && !input.published) {
    return 'needs a published container of its own: measured in a full diagnosis, or when a lane that counts has failed';
  }
  return null;
}

function expand(from: Vantage, to: Vantage, rows: readonly Row[]): PlannedLane[] {
  return rows.flatMap(([address, listen, role, expected]) =>
    TRANSPORTS.map((transport) => ({
      id: laneId(from, to, transport, address, listen),
      from,
      to,
      transport,
      address,
      listen,
      expected,
      role,
    })),
  );
}

/** Returns the stable id of a lane: `host>host-mode/tcp/127.0.0.1@0.0.0.0`. */
export function laneId(from: string, to: string, transport: string, address: string, listen: string): string {
  return `${from}>${to}/${transport}/${address}@${listen}`;
}
