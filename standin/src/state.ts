import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DockerCli } from './docker/cli.ts';
import { type Endpoint, parseEndpoint, resolveDockerHost } from './docker/endpoint.ts';
import { StandinFailure } from './failure.ts';
import type { Cleanup } from './lifetime/cleanup.ts';
import type { Identity } from './lifetime/identity.ts';
import { OWNER_FILE, WORK_PREFIX } from './lifetime/leftovers.ts';

/** Returns where the engine's API is, having heard it answer. */
export async function engineEndpoint(cli: DockerCli, dockerHost: string | null): Promise<Endpoint> {
  const host = await resolveDockerHost(cli, dockerHost);
  const endpoint = parseEndpoint(host);
  const version = await cli.run(['version', '--format', '{{.Server.Os}}'], { timeoutMs: 20_000 });
  if (version.code !== 0) {
    throw new StandinFailure(
      `No Docker Engine answers at ${host}: ${version.stderr.trim().split('\n').at(-1) ?? ''}`,
    );
  }
  return endpoint;
}

/**
 * Makes this stand-in's temporary folder, which `cleanup` removes, with an empty folder in it for commands to run in.
 * Its owner is written down for the start after a crash (lifetime/leftovers.ts).
 */
export async function makeWork(
  identity: Identity,
  cleanup: Cleanup,
): Promise<{ folder: string; nowhere: string }> {
  const folder = await mkdtemp(join(tmpdir(), WORK_PREFIX));
  cleanup.add('the temporary folder', () => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, OWNER_FILE), JSON.stringify(identity));
  const nowhere = join(folder, 'nowhere');
  await mkdir(nowhere);
  return { folder, nowhere };
}

/** Desktop's folder belongs to root, 0755. Without root here, a service that is root without capabilities needs it open. */
export async function makeGuestServices(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
  await chmod(path, process.getuid?.() === 0 ? 0o755 : 0o777);
}

/** sockaddr_un holds 107 bytes and a zero on Linux, 103 on macOS (unix(7)); the shorter counts everywhere. */
export function socketPathIn(folder: string, socket: string): string {
  const path = join(folder, socket);
  if (Buffer.byteLength(path) > 103) {
    throw new StandinFailure(
      `The socket path ${path} is longer than a socket's path may be; give a shorter --state.`,
    );
  }
  return path;
}

/** Returns a prefix without its last slash. Throws StandinFailure when it is no path. */
export function cleanPrefix(prefix: string): string {
  const trimmed = prefix.replace(/\/+$/, '');
  if (trimmed !== '' && !/^(?:\/[\w.-]+)+$/.test(trimmed)) {
    throw new StandinFailure(`The prefix "${prefix}" is no path; write it like /some/path.`);
  }
  return trimmed;
}
