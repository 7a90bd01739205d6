/** Which side of the forwarder: the machine, or the VM (the engine's network namespace). */
export type Side = 'host' | 'vm';
export type Transport = 'tcp' | 'udp';

/** Who holds a socket in the VM. Docker Desktop selects by the docker cgroup (desktop for-win#14401), so does the bed. */
export type Owner = 'container' | 'published' | 'other';

/** A socket that waits for connections or datagrams, as the kernel lists it. */
export interface Listener {
  readonly transport: Transport;
  readonly address: string;
  readonly port: number;
  /** Names the socket as long as it lives. */
  readonly inode: number;
  /** null where it does not apply (IPv4, or an address other than `::`). */
  readonly v6only: boolean | null;
  readonly owner: Owner;
  /** When its agent first saw it, ms since 1970: what is to be found out about it takes a while longer. */
  readonly noticedAt: number;
}

/** One port the forwarder holds open on one side for a listener on the other. */
export interface Mirror {
  readonly transport: Transport;
  readonly bind: string;
  readonly port: number;
  /** `peer`: dialled by the process on the other side; `direct`: from this side over the cable. */
  readonly via: 'peer' | 'direct';
  readonly target: string;
  /** A stranger answers in the listener's place. */
  readonly stranger: boolean;
  /** Turn away clients that came through an IPv4-mapped IPv6 socket. */
  readonly refuseMapped: boolean;
  readonly loseRequests: boolean;
  readonly loseReplies: boolean;
}

/** Returns what names a mirror on its side. */
export function mirrorKey(mirror: Pick<Mirror, 'transport' | 'bind' | 'port'>): string {
  return `${mirror.transport} ${mirror.bind} ${mirror.port}`;
}

/** How one agent is to work; its only argument, as JSON. */
export interface AgentConfig {
  readonly side: Side;
  /** Unix socket where this agent dials for the other one. */
  readonly exitSocket: string;
  /** The other agent's. */
  readonly peerSocket: string;
  /** VM only: how to tell containers from the engine's own sockets. */
  readonly engine: { readonly cgroup: string; readonly dockerdPid: number } | null;
  /** VM only: the names server. */
  readonly names: { readonly address: string; readonly records: NameRecords } | null;
}

/** Addresses by name; without `aaaa` a name has no IPv6 address. */
export type NameRecords = Readonly<Record<string, { readonly a: string; readonly aaaa: string | null }>>;

/** To an agent. */
export type AgentCommand =
  | { readonly type: 'mirrors'; readonly id: number; readonly mirrors: readonly Mirror[] }
  | { readonly type: 'names'; readonly records: NameRecords };

/** From an agent. */
export type AgentEvent =
  | { readonly type: 'listeners'; readonly listeners: readonly Listener[] }
  /** Everything asked for with this id is open or closed now, but what `conflicts` names: errno by mirror key. */
  | { readonly type: 'applied'; readonly id: number; readonly conflicts: Readonly<Record<string, string>> };
