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

/**
 * Returns everything after `docker` that starts the probe of this request: an ordinary `docker run`, so that Enhanced
 * Container Isolation treats it as it treats people's own containers (Docker docs, "ECI limitations": extension
 * containers are exempt). The `expires` label lets a later sweep tell a leftover from a running probe. `held` ties the probe
 * to the standard input of that `docker run`: when whoever holds it is gone, however that came, the probe ends at once.
 */
export function dockerRunArgs(request: ProbeRequest, image: string, { held = false } = {}): string[] {
  const { kind, spec } = request;
  return [
    'run',
    '--rm',
    ...(held ? ['--interactive'] : []),
    '--pull=never',
    `--name=hostnet-${spec.run}-${kind}`,
    `--label=${RUN_LABEL}=1`,
    `--label=${RUN_LABEL}.run=${spec.run}`,
    `--label=${RUN_LABEL}.expires=${request.expiresAt}`,
    ...networkArgs(request),
    ...privilegeArgs(kind),
    '--read-only',
    '--pids-limit=64',
    '--memory=128m',
    '--log-driver=none',
    image,
    PROBE_PROGRAM,
    'session',
    toBase64url(spec),
    ...(held ? ['--ends-with-stdin'] : []),
  ];
}

function networkArgs(request: ProbeRequest): string[] {
  if (request.kind === 'host-mode' || request.kind === 'inspect') return ['--network=host'];
  // Which process has a socket is seen in /proc of the engine's own pid namespace alone (proc(5), /proc/PID/fd).
  if (request.kind === 'owners') return ['--network=host', '--pid=host'];
  // It sees the sockets of that container's network, and nothing of ours is in the container's own list of processes.
  if (request.kind === 'inside') return [`--network=container:${request.join ?? ''}`, '--pid=host'];
  const published = (request.publish ?? []).map(
    (p) => `--publish=127.0.0.1:${p.hostPort}:${p.port}/${p.transport}`,
  );
  // Docker Desktop resolves this name by itself; a plain engine needs the entry (Docker docs, `--add-host` host-gateway).
  const gateway = request.addHostGateway === true ? ['--add-host=host.docker.internal:host-gateway'] : [];
  return ['--network=bridge', ...gateway, ...published];
}

function privilegeArgs(kind: ProbeKind): string[] {
  const least = ['--cap-drop=ALL', '--security-opt=no-new-privileges'];
  // Only this inspection needs more: it opens a raw socket with NET_RAW, which Docker gives every container by default,
  // and a capability given to a container reaches only its root user.
  if (kind === 'inspect') return [...least, '--cap-add=NET_RAW', '--user=0:0'];
  // Whose socket it is: /proc/PID/fd belongs to the process's user (DAC_READ_SEARCH opens the folder) and its links are
  // readable with the rights of a tracer alone (SYS_PTRACE; ptrace(2), PTRACE_MODE_READ_FSCREDS). Nothing is traced.
  if (kind === 'owners' || kind === 'inside')
    return [...least, '--cap-add=SYS_PTRACE', '--cap-add=DAC_READ_SEARCH', '--user=0:0'];
  return [...least, `--user=${PROBE_USER}`];
}
