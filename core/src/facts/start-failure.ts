import { firstLine } from './engine-failure.ts';
import { ProbeFailure, type ProbeFailureKind } from '../model/outside.ts';

const ENGINE_GONE =
  /Cannot connect to the Docker daemon|Is the docker daemon running|connection refused|error during connect|unexpected EOF|socket hang up|ECONNREFUSED|ECONNRESET|EPIPE|connect ENOENT/i;

/** What Enhanced Container Isolation's runtime says to a host-mode container at start (Docker docs, "ECI features and benefits"). */
export const ECI_REFUSAL =
  /sysbox containers can't share (a network namespace|namespaces \[[^\]]*\]) with the host|container spec missing namespaces/i;

/** Refusals that are answers about this engine, not failures of the instrument; checks read the detail. */
const REFUSED: readonly RegExp[] = [
  ECI_REFUSAL,
  // daemon_unix.go: userns-remap; Windows containers have no `host` network.
  /cannot share the host's network namespace when user namespaces are enabled/i,
  /network host not found/i,
  /Sign in to continue using Docker Desktop/i,
  /OCI runtime create failed/i,
  /port is already allocated/i,
];

/** Returns the failure behind the stderr of a `docker run` that ended without a session. */
export function startFailureFrom(stderr: string): ProbeFailure {
  const failure = (kind: ProbeFailureKind, message: string) =>
    new ProbeFailure(kind, message, stderr.trim().slice(0, 2000));
  if (/No such image|Unable to find image|pull access denied/i.test(stderr)) {
    return failure('image-missing', "The probe's image is not on this engine.");
  }
  if (REFUSED.some((pattern) => pattern.test(stderr))) {
    return failure('start-refused', `The engine refused to start the probe: ${meaningfulLine(stderr)}`);
  }
  if (ENGINE_GONE.test(stderr)) {
    return failure('engine-unreachable', 'The Docker Engine went away while the probe was starting.');
  }
  return failure('died', `The probe's container could not run: ${meaningfulLine(stderr)}`);
}

function meaningfulLine(stderr: string): string {
  const lines = stderr
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !/^WARNING:|^See '|^Run '/.test(line));
  return firstLine(lines.join('\n')).replace(/^docker: Error response from daemon: /, '');
}
