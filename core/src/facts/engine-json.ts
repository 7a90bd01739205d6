import * as z from 'zod';
import type { EngineFacts } from './facts.ts';

const VersionJson = z.object({
  Platform: z.object({ Name: z.string() }).optional(),
  Version: z.string(),
  ApiVersion: z.string().default(''),
  Os: z.string().default(''),
  Arch: z.string().default(''),
  KernelVersion: z.string().default(''),
});

const InfoJson = z.object({
  OperatingSystem: z.string().default(''),
  OSType: z.string().default(''),
  KernelVersion: z.string().default(''),
  SecurityOptions: z.array(z.string()).nullish(),
  CgroupVersion: z.string().default(''),
});

/** `Docker Desktop 4.36.0 (175267)`: the form of Platform.Name there (docker/volumes-backup-extension, bugsnag.go). */
const DESKTOP_PLATFORM = /^Docker Desktop (\d+\.\d+\.\d+)(?: \((\d+)\))?/;

/**
 * Returns the facts in the JSON of `GET /version` (or `docker version --format '{{json .}}'`, whose `Server` part is
 * taken) and of `GET /info`. Anything that is not an engine's answer becomes the failure `not-an-engine`.
 */
export function engineFactsFrom(version: unknown, info: unknown, endpoint: string): EngineFacts {
  const server = isObject(version) && 'Server' in version ? version['Server'] : version;
  const parsedVersion = VersionJson.safeParse(server);
  const parsedInfo = InfoJson.safeParse(info);
  if (!parsedVersion.success || !parsedInfo.success) return notAnEngine(endpoint);
  const v = parsedVersion.data;
  const i = parsedInfo.data;
  const platform = v.Platform?.Name ?? '';
  const security = i.SecurityOptions ?? [];
  return {
    reachable: true,
    kind: 'docker',
    endpoint,
    version: v.Version,
    apiVersion: v.ApiVersion,
    os: i.OSType || v.Os,
    arch: v.Arch,
    kernel: i.KernelVersion || v.KernelVersion,
    operatingSystem: i.OperatingSystem,
    platform,
    desktop: desktopVersion(platform),
    rootless: security.some((option) => option.startsWith('name=rootless')),
    usernsRemap: security.some((option) => option.startsWith('name=userns')),
    cgroupVersion: i.CgroupVersion,
  };
}

/** Whether the engine is Docker Desktop: `OperatingSystem` says so exactly, or the platform name carries its version. */
export function isDesktop(engine: EngineFacts): boolean {
  if (!engine.reachable) return false;
  return engine.operatingSystem === 'Docker Desktop' || engine.desktop !== null;
}

/** Returns the failure of an endpoint that answers, but not as an engine does. */
export function notAnEngine(endpoint: string): EngineFacts {
  return {
    reachable: false,
    endpoint,
    failure: 'not-an-engine',
    message: `Something answers at ${endpoint}, but not as a Docker Engine does.`,
    fix: 'Check DOCKER_HOST and `docker context ls`: it must name a Docker Engine.',
  };
}

function desktopVersion(platform: string): { version: string; build: string } | null {
  const match = DESKTOP_PLATFORM.exec(platform);
  return match?.[1] === undefined ? null : { version: match[1], build: match[2] ?? '' };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
