import * as z from 'zod';
import { envHostsFrom } from './env-hosts.ts';
import { envPortsFrom } from './env-ports.ts';
import type { ContainerFacts } from '../model/facts.ts';

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
      Health: z
        .object({
          Status: z.string().default(''),
          Log: z
            .array(z.object({ ExitCode: z.number().int().nullish(), Output: z.string().default('') }))
            .nullish(),
        })
        .nullish(),
    })
    .prefault({}),
  Config: z
    .object({
      Image: z.string().default(''),
      User: z.string().default(''),
      Healthcheck: z.object({ Test: z.array(z.string()).nullish() }).nullish(),
      Env: z.array(z.string()).nullish(),
      Labels: z.record(z.string(), z.string()).nullish(),
      ExposedPorts: z.record(z.string(), z.unknown()).nullish(),
    })
    .prefault({}),
  HostConfig: z
    .object({
      NetworkMode: z.string().default(''),
      PortBindings: Bindings.nullish(),
      Privileged: z.boolean().default(false),
      CapAdd: z.array(z.string()).nullish(),
      Devices: z.array(z.object({ PathOnHost: z.string().default('') })).nullish(),
      Sysctls: z.record(z.string(), z.string()).nullish(),
      Links: z.array(z.string()).nullish(),
      ExtraHosts: z.array(z.string()).nullish(),
      RestartPolicy: z.object({ Name: z.string().default('') }).nullish(),
    })
    .prefault({}),
  NetworkSettings: z
    .object({ Ports: Bindings.nullish(), Networks: z.record(z.string(), z.unknown()).nullish() })
    .prefault({}),
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
    ...settingsOf(json),
  };
}

const HEALTH = ['starting', 'healthy', 'unhealthy'] as const;

/** What decides how host mode treats this container. */
function settingsOf({ State, Config, HostConfig, NetworkSettings }: z.infer<typeof InspectJson>) {
  return {
    user: Config.User,
    health: HEALTH.find((status) => status === State.Health?.Status) ?? ('none' as const),
    healthCheck: healthCheckOf(State.Health?.Log ?? [], Config.Healthcheck?.Test ?? []),
    privileged: HostConfig.Privileged,
    capAdd: (HostConfig.CapAdd ?? []).map((name) => name.replace(/^CAP_/i, '').toUpperCase()),
    devices: (HostConfig.Devices ?? []).map((device) => device.PathOnHost),
    sysctls: Object.keys(HostConfig.Sysctls ?? {}),
    links: HostConfig.Links ?? [],
    networks: Object.keys(NetworkSettings.Networks ?? {}),
    restartPolicy: HostConfig.RestartPolicy?.Name ?? '',
    envHosts: envHostsFrom(Config.Env ?? []),
    envPorts: envPortsFrom(Config.Env ?? []),
    // `name:address`; Compose also writes `name=address` (Compose file reference, extra_hosts).
    extraHosts: (HostConfig.ExtraHosts ?? []).flatMap((line) => line.split(/[:=]/, 1)),
    compose: composeOf(Config.Labels ?? {}),
  };
}

/** How much of a health check's command and output is kept, in characters. */
const KEPT = 200;

type HealthLog = readonly { readonly ExitCode?: number | null | undefined; readonly Output: string }[];

/** The check in use (`Config.Healthcheck.Test`: NONE, CMD or CMD-SHELL first) and the last entry of its log, the newest. */
function healthCheckOf(log: HealthLog, [kind, ...words]: readonly string[]): ContainerFacts['healthCheck'] {
  if ((kind !== 'CMD' && kind !== 'CMD-SHELL') || words.length === 0) return null;
  const last = log.at(-1);
  return {
    command: short(words.join(' ')),
    exitCode: last?.ExitCode ?? null,
    output: short(last?.Output ?? ''),
  };
}

/** One line, without passwords of URLs, cut between words. */
function short(text: string): string {
  const line = text
    .slice(0, 4000)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(\/\/[^\s/@:]*):[^\s/@]*@/g, '$1:…@');
  return line.length <= KEPT ? line : `${line.slice(0, KEPT - 2).replace(/\s\S*$/, '')} …`;
}

/** The labels that Compose puts on every container of a project. */
function composeOf(labels: Readonly<Record<string, string>>): ContainerFacts['compose'] {
  const project = labels['com.docker.compose.project'];
  const service = labels['com.docker.compose.service'];
  return project === undefined || service === undefined ? null : { project, service };
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
