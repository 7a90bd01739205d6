import type { RequestOptions } from 'node:http';
import { StandinFailure } from '../failure.ts';
import type { DockerCli } from './cli.ts';

/** Where an engine's API listens. */
export type Endpoint =
  | { readonly kind: 'unix'; readonly socketPath: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

/**
 * Reads an engine address such as `unix:///var/run/docker.sock` or `tcp://127.0.0.1:2375` (Docker docs, DOCKER_HOST).
 * Throws StandinFailure for any other form: ssh and TLS endpoints are not for a development stand-in.
 */
export function parseEndpoint(dockerHost: string): Endpoint {
  const unix = /^unix:\/\/(\/.+)$/.exec(dockerHost);
  if (unix?.[1] !== undefined) return { kind: 'unix', socketPath: unix[1] };
  const tcp = /^(?:tcp|http):\/\/(\[[0-9a-f:]+\]|[^:/]+):(\d{1,5})\/?$/i.exec(dockerHost);
  if (tcp?.[1] !== undefined) {
    return { kind: 'tcp', host: tcp[1].replace(/^\[|\]$/g, ''), port: Number(tcp[2]) };
  }
  throw new StandinFailure(
    `The engine address "${dockerHost}" cannot be used; give --docker-host as unix:///path/to/docker.sock or tcp://host:port.`,
  );
}

/** Returns the engine address in use: the given one, or that of the person's current context. */
export async function resolveDockerHost(cli: DockerCli, given: string | null): Promise<string> {
  if (given !== null) return given;
  const fromEnv = process.env['DOCKER_HOST'];
  if (fromEnv !== undefined && fromEnv !== '') return fromEnv;
  const answer = await cli.run(['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}']);
  const host = answer.stdout.trim();
  return answer.code === 0 && host !== '' ? host : 'unix:///var/run/docker.sock';
}

/** Returns the part of a node:http request that reaches the endpoint. */
export function requestTarget(endpoint: Endpoint): RequestOptions {
  return endpoint.kind === 'unix'
    ? { socketPath: endpoint.socketPath, headers: { Host: 'docker' } }
    : { host: endpoint.host, port: endpoint.port };
}
