import { createRequest, dockerRunArgs, PROBE_IMAGE, type ProbeKind, type ProbeRequest } from '@hostnet/core';
import { specFixture } from '@hostnet/core/testing';
import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { containerApi } from '../src/adapters/container-api.ts';
import { resolveEndpoint } from '../src/adapters/endpoint.ts';

const never = new AbortController().signal;

/** What an engine says of a container that decides how it runs. */
interface Inspected {
  readonly HostConfig: Record<string, unknown>;
  readonly Config: Record<string, unknown>;
}

/** Leaves out what says nothing: the docker CLI writes an empty list where others write none, and an engine keeps it so. */
function said(part: Record<string, unknown>): Record<string, unknown> {
  const isNothing = (value: unknown) =>
    value === null || (typeof value === 'object' && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(part).filter(([, value]) => !isNothing(value)));
}

describe('the container of a probe', () => {
  let engine: PrivateEngine;
  let joined = '';
  beforeAll(async () => {
    engine = await startPrivateEngine();
    joined = await docker(['create', '--name', 'joined', PROBE_IMAGE, '/app/probe']);
  }, 120_000);
  afterAll(async () => engine.stop(), 60_000);

  const docker = async (args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await engine.docker(args);
    if (code !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  /** Reads it and takes it away again, so that the next one may have its name. */
  const inspected = async (id: string): Promise<Inspected> => {
    const [json] = JSON.parse(await docker(['inspect', id])) as Inspected[];
    await docker(['rm', '--force', id]);
    if (!json) throw new Error('inspect printed no container');
    // A name drawn for this one container (moby: the first 12 digits of its id), on a network of its own.
    return { HostConfig: said(json.HostConfig), Config: said({ ...json.Config, Hostname: '' }) };
  };

  const kinds: [ProbeKind, Partial<ProbeRequest>][] = [
    ['host-mode', {}],
    ['inspect', {}],
    ['owners', {}],
    ['inside', {}],
    ['bridge', { addHostGateway: true }],
    ['bridge', { addHostGateway: false }],
    ['published', { publish: [{ transport: 'tcp', port: 21000, hostPort: 22000 }] }],
    [
      'published',
      {
        publish: [
          { transport: 'tcp', port: 21000, hostPort: 22000 },
          { transport: 'udp', port: 21000, hostPort: 22000 },
        ],
      },
    ],
  ];
  it.each(kinds)(
    'is the same from the API as from docker run: %s %j',
    async (kind, more) => {
      const spec = specFixture({ run: 'same0001', lifetimeMs: 1000, stay: false });
      const request: ProbeRequest = { kind, spec, expiresAt: 1_770_000_000, join: joined, ...more };
      const [, ...args] = dockerRunArgs(request, PROBE_IMAGE, { held: true });
      const run = await inspected(await docker(['create', ...args]));

      const endpoint = resolveEndpoint({ DOCKER_HOST: engine.dockerHost });
      if (endpoint.via === 'cli') throw new Error('a socket is spoken to directly');
      const api = containerApi(endpoint);
      const created = await inspected(await api.create(createRequest(request, PROBE_IMAGE), never));
      expect(created).toEqual(run);
    },
    60_000,
  );
});
