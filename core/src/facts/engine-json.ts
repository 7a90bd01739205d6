import type { EngineFacts } from '../model/facts.ts';

/** `Docker Desktop 4.36.0 (175267)`: the form of Platform.Name there (docker/volumes-backup-extension, bugsnag.go). */
const DESKTOP_PLATFORM = /^Docker Desktop (\d+\.\d+\.\d+)(?: \((\d+)\))?/;

/**
 * Returns the facts in the JSON of `GET /version` (or `docker version --format '{{json .}}'`, whose `Server` part is
 * taken) and of `GET /info`. Anything that is not an engine's answer becomes the failure `not-an-engine`.
 */
export function engineFactsFrom(version: unknown, info: unknown, endpoint: string): EngineFacts {
  const server = isObject(version) && 'Server' in version ? version['Server'] : version;
  if (!isObject(server) || !isObject(info) || typeof server['Version'] !== 'string')
    return notAnEngine(endpoint);
  const v = textsOf(server);
  const i = textsOf(info);
  const platform = isObject(server['Platform']) ? textsOf(server['Platform'])('Name') : '';
  const security = listOf(info['SecurityOptions']).filter((option) => typeof option === 'string');
  return {
    reachable: true,
    kind: 'docker',
    endpoint,
    version: v('Version'),
    apiVersion: v('ApiVersion'),
    os: i('OSType') || v('Os'),
    arch: v('Arch'),
    kernel: i('KernelVersion') || v('KernelVersion'),
    operatingSystem: i('OperatingSystem'),
    platform,
    desktop: desktopVersion(platform),
    rootless: security.some((option) => option.startsWith('name=rootless')),
    usernsRemap: security.some((option) => option.startsWith('name=userns')),
    cgroupVersion: i('CgroupVersion'),
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

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Returns a reader of an object's texts: what is missing or of another type is empty. Read by hand, on the way to the first container. */
function textsOf(from: Record<string, unknown>): (key: string) => string {
  return (key) => {
    const value = from[key];
    return typeof value === 'string' ? value : '';
  };
}
