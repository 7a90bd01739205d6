import type { ProbeRequest } from '../model/outside.ts';
import { PROBE_LIMITS, probeContainer } from './probe-container.ts';

/**
 * Returns everything after `docker` that starts the probe of this request: an ordinary `docker run`, so that Enhanced
 * Container Isolation treats it as it treats people's own containers (Docker docs, "ECI limitations": extension
 * containers are exempt). `held` ties the probe to the standard input of that `docker run`: see ProbeContainer.
 */
export function dockerRunArgs(request: ProbeRequest, image: string, { held = false } = {}): string[] {
  const container = probeContainer(request, image, { held });
  return [
    'run',
    '--rm',
    ...(container.held ? ['--interactive'] : []),
    '--pull=never',
    `--name=${container.name}`,
    ...Object.entries(container.labels).map(([name, value]) => `--label=${name}=${value}`),
    `--network=${container.network}`,
    ...(container.pidHost ? ['--pid=host'] : []),
    ...container.extraHosts.map((entry) => `--add-host=${entry}`),
    ...container.publish.map((p) => `--publish=127.0.0.1:${p.hostPort}:${p.port}/${p.transport}`),
    '--cap-drop=ALL',
    '--security-opt=no-new-privileges',
    ...container.capAdd.map((capability) => `--cap-add=${capability}`),
    `--user=${container.user}`,
    '--read-only',
    `--pids-limit=${PROBE_LIMITS.pids}`,
    `--memory=${PROBE_LIMITS.memoryMiB}m`,
    '--log-driver=none',
    container.image,
    ...container.command,
  ];
}
