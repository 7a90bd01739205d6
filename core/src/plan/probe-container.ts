import { toBase64url } from '../protocol/base64url.ts';
import type { ProbeKind, ProbeRequest } from '../model/outside.ts';

/** Image that carries the probe, unless another is asked for. */
export const PROBE_IMAGE = 'hostnet/host-networking:latest';

/** Label every container of ours carries; `hostnet cleanup` and the tests look for it. */
export const RUN_LABEL = 'hostnet';

/** The probe in every image of ours: the host helper's binary, which starts in a thirtieth of Node's time (docs/adr/0010). */
const PROBE_PROGRAM = '/app/probe';

/** Unprivileged user and group of a probe container: `nobody` in Debian and Alpine alike. */
const PROBE_USER = '65534:65534';

/** What every probe container may use at most: processes, and bytes of memory. */
export const PROBE_LIMITS = { pids: 64, memoryMiB: 128 } as const;

/**
 * The container of a probe, however it is started: `docker run` in the tab, the engine's API in the terminal. Both are made
 * from this, so that they start the very same container.
 */
export interface ProbeContainer {
  readonly name: string;
  /** The `expires` label lets a later sweep tell a leftover from a running probe. */
  readonly labels: Readonly<Record<string, string>>;
  readonly network: string;
  /** Whether it sees the engine's processes. */
  readonly pidHost: boolean;
  /** Entries of its /etc/hosts, as `name:address`. */
  readonly extraHosts: readonly string[];
  /** Opened on 127.0.0.1 alone. */
  readonly publish: NonNullable<ProbeRequest['publish']>;
  /** All other capabilities are dropped. */
  readonly capAdd: readonly string[];
  readonly user: string;
  /**
   * Whether its standard input stays open as long as whoever started it lives: when that one is gone, however that came, the
   * engine closes the input and the probe ends at once.
   */
  readonly held: boolean;
  readonly image: string;
  readonly command: readonly string[];
}

/** Asks the probe to end when its standard input does. */
const ENDS_WITH_STDIN = '--ends-with-stdin';

/** Returns the container of this request. */
export function probeContainer(
  request: ProbeRequest,
  image: string,
  { held }: Pick<ProbeContainer, 'held'>,
): ProbeContainer {
  const { kind, spec } = request;
  return {
    name: `hostnet-${spec.run}-${kind}`,
    labels: {
      [RUN_LABEL]: '1',
      [`${RUN_LABEL}.run`]: spec.run,
      [`${RUN_LABEL}.expires`]: String(request.expiresAt),
    },
    ...networkOf(request),
    ...privilegeOf(kind),
    held,
    image,
    command: [PROBE_PROGRAM, 'session', toBase64url(spec), ...(held ? [ENDS_WITH_STDIN] : [])],
  };
}

type Network = Pick<ProbeContainer, 'network' | 'pidHost' | 'extraHosts' | 'publish'>;

function networkOf({ kind, join, publish, addHostGateway }: ProbeRequest): Network {
  const plain = { pidHost: false, extraHosts: [], publish: [] };
  if (kind === 'host-mode' || kind === 'inspect') return { ...plain, network: 'host' };
  // Which process has a socket is seen in /proc of the engine's own pid namespace alone (proc(5), /proc/PID/fd).
  if (kind === 'owners') return { ...plain, network: 'host', pidHost: true };
  // It sees the sockets of that container's network, and nothing of ours is in the container's own list of processes.
  if (kind === 'inside') return { ...plain, network: `container:${join ?? ''}`, pidHost: true };
  // Docker Desktop resolves this name by itself; a plain engine needs the entry (Docker docs, `--add-host` host-gateway).
  const extraHosts = addHostGateway === true ? ['host.docker.internal:host-gateway'] : [];
  return { ...plain, network: 'bridge', extraHosts, publish: publish ?? [] };
}

function privilegeOf(kind: ProbeKind): Pick<ProbeContainer, 'capAdd' | 'user'> {
  // Only this inspection needs more: it opens a raw socket with NET_RAW, which Docker gives every container by default,
  // and a capability given to a container reaches only its root user.
  if (kind === 'inspect') return { capAdd: ['NET_RAW'], user: '0:0' };
  // Whose socket it is: /proc/PID/fd belongs to the process's user (DAC_READ_SEARCH opens the folder) and its links are
  // readable with the rights of a tracer alone (SYS_PTRACE; ptrace(2), PTRACE_MODE_READ_FSCREDS). Nothing is traced.
  if (kind === 'owners' || kind === 'inside')
    return { capAdd: ['SYS_PTRACE', 'DAC_READ_SEARCH'], user: '0:0' };
  return { capAdd: [], user: PROBE_USER };
}
