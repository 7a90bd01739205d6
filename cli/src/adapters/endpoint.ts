import { createHash } from 'node:crypto';
import { closeSync, constants, existsSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { homeOfUser } from '../home.ts';
import { addressWithoutPassword } from '../passwords.ts';

/** Where the engine is asked: a socket or pipe, a plain TCP address, or only through the docker CLI (ssh, TLS). */
export type Endpoint =
  | { readonly via: 'socket'; readonly path: string; readonly url: string; readonly chosen: boolean }
  | {
      readonly via: 'tcp';
      readonly host: string;
      readonly port: number;
      readonly url: string;
      readonly chosen: boolean;
    }
  | { readonly via: 'cli'; readonly url: string; readonly chosen: boolean };

/** Address of the engine when nothing else is said (Docker docs, "docker CLI": environment variables). */
const DEFAULT_URL =
  process.platform === 'win32' ? 'npipe:////./pipe/docker_engine' : 'unix:///var/run/docker.sock';

/**
 * Returns the endpoint the docker CLI would use: DOCKER_HOST, else DOCKER_CONTEXT, else the current context, else the
 * default. `chosen` is true when somebody named it, so that it is never silently replaced.
 */
export function resolveEndpoint(env: NodeJS.ProcessEnv = process.env): Endpoint {
  const host = given(env['DOCKER_HOST']);
  if (host !== undefined) return endpointOf(host, true, env);
  const directory = given(env['DOCKER_CONFIG']) ?? dockerFolder();
  const context = given(env['DOCKER_CONTEXT']) ?? given(currentContext(directory));
  if (context === undefined || context === 'default') return endpointOf(DEFAULT_URL, false, env);
  const url = contextUrl(directory, context);
  return url === null
    ? { via: 'cli', url: `context "${context}"`, chosen: true }
    : endpointOf(url, true, env);
}

/** Where no home is, there is no context to read, and the default holds. */
function dockerFolder(): string {
  return join(homeOfUser() ?? '/', '.docker');
}

/** An empty variable is one that is not set: so the docker CLI reads them. */
function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function endpointOf(address: string, chosen: boolean, env: NodeJS.ProcessEnv): Endpoint {
  // The docker CLI reads the address for itself: what is kept here is shown and stored.
  const url = addressWithoutPassword(address);
  const unix = /^unix:\/\/(.+)$/.exec(url);
  if (unix?.[1] !== undefined) return { via: 'socket', path: unix[1], url, chosen };
  const pipe = /^npipe:\/\/(.+)$/.exec(url);
  if (pipe?.[1] !== undefined) return { via: 'socket', path: pipe[1].replaceAll('/', '\\'), url, chosen };
  const tcp = /^(?:tcp|http):\/\/(\[[^\]]+\]|[^:/]+)(?::(\d{1,5}))?\/?$/.exec(url);
  const tls = (env['DOCKER_TLS_VERIFY'] ?? '') !== '' || (env['DOCKER_TLS'] ?? '') !== '';
  if (tcp?.[1] !== undefined && !tls) {
    return { via: 'tcp', host: tcp[1].replace(/^\[|\]$/g, ''), port: Number(tcp[2] ?? 2375), url, chosen };
  }
  return { via: 'cli', url, chosen };
}

function currentContext(directory: string): string | undefined {
  const config = readJson(join(directory, 'config.json'));
  const name = config?.['currentContext'];
  return typeof name === 'string' ? name : undefined;
}

/**
 * Contexts are stored in a folder named by the SHA-256 of their name, their certificates in another (docker/cli,
 * cli/context/store). null for a context that cannot be read, and for one with TLS, which only the docker CLI speaks.
 */
function contextUrl(directory: string, context: string): string | null {
  const id = createHash('sha256').update(context).digest('hex');
  const meta = readJson(join(directory, 'contexts', 'meta', id, 'meta.json'));
  const endpoints = meta?.['Endpoints'] as Record<string, DockerEndpoint | undefined> | undefined;
  const docker = endpoints?.['docker'];
  const tls = docker?.SkipTLSVerify === true || existsSync(join(directory, 'contexts', 'tls', id, 'docker'));
  return typeof docker?.Host === 'string' && !tls ? docker.Host : null;
}

interface DockerEndpoint {
  readonly Host?: unknown;
  readonly SkipTLSVerify?: unknown;
}

/** A file of docker's is some kB; above this, in bytes, it is none. */
const FILE_BYTES = 4 * 1024 * 1024;

/** Opened without waiting: a FIFO in its place would never be. Windows has no such flag, and none is set there. */
function readText(path: string): string {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = fstatSync(file);
    return found.isFile() && found.size <= FILE_BYTES ? readFileSync(file, 'utf8') : '';
  } finally {
    closeSync(file);
  }
}

function readJson(path: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(readText(path));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
