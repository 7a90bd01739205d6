import * as z from 'zod';
import type { ContainerFacts } from './facts.ts';

const Bindings = z.record(
  z.string(),
  z.array(z.object({ HostIp: z.string().default(''), HostPort: z.string().default('') })).nullable(),
);

const InspectJson = z.object({
  Id: z.string(),
  Name: z.string(),
  State: z
    .object({
      Status: z.string().default(''),
      ExitCode: z.number().int().optional(),
      Error: z.string().default(''),
      StartedAt: z.string().optional(),
    })
    .prefault({}),
  Config: z
    .object({
      Image: z.string().default(''),
      Labels: z.record(z.string(), z.string()).nullish(),
      ExposedPorts: z.record(z.string(), z.unknown()).nullish(),
    })
    .prefault({}),
  HostConfig: z
    .object({ NetworkMode: z.string().default(''), PortBindings: Bindings.nullish() })
    .prefault({}),
  NetworkSettings: z.object({ Ports: Bindings.nullish() }).prefault({}),
});

/** Returns the containers in the answers of `GET /containers/{id}/json` (or `docker inspect`), ours left out. Odd entries are dropped. */
export function containerFactsFrom(inspected: unknown): ContainerFacts[] {
  if (!Array.isArray(inspected)) return [];
  return inspected.flatMap((entry: unknown) => {
    const parsed = InspectJson.safeParse(entry);
    if (!parsed.success || parsed.data.Config.Labels?.['hostnet'] !== undefined) return [];
    return [fromInspect(parsed.data)];
  });
}

function fromInspect(json: z.infer<typeof InspectJson>): ContainerFacts {
  const running = json.State.Status === 'running';
  return {
    id: json.Id,
    name: json.Name.replace(/^\//, ''),
    image: json.Config.Image,
    state: json.State.Status,
    networkMode: json.HostConfig.NetworkMode,
    requestedPorts: bindings(json.HostConfig.PortBindings).map((b) => ({
      ...b,
      hostPort: b.hostPort === 0 ? null : b.hostPort,
    })),
    publishedPorts: bindings(json.NetworkSettings.Ports).filter((b) => b.hostPort !== 0),
    exposedPorts: Object.keys(json.Config.ExposedPorts ?? {}).flatMap((key) => {
      const port = portKey(key);
      return port ? [{ transport: port.transport, port: port.port }] : [];
    }),
    exitCode: running ? null : (json.State.ExitCode ?? null),
    error: json.State.Error,
    startedAt: json.State.StartedAt ?? null,
  };
}

function bindings(map: z.infer<typeof Bindings> | null | undefined) {
  return Object.entries(map ?? {}).flatMap(([key, list]) => {
    const port = portKey(key);
    if (!port) return [];
    return (list ?? []).map((entry) => ({
      transport: port.transport,
      containerPort: port.port,
      hostAddress: entry.HostIp,
      hostPort: Number(entry.HostPort) || 0,
    }));
  });
}

/** `80/tcp` → its parts. */
function portKey(key: string): { transport: string; port: number } | null {
  const match = /^(\d{1,5})\/(\w+)$/.exec(key);
  return match?.[1] && match[2] ? { port: Number(match[1]), transport: match[2] } : null;
}
