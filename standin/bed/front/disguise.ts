import type { Knobs } from '../knobs.ts';

type Json = Record<string, unknown>;

/** Build numbers of Docker Desktop seen in bug reports (desktop-facts §3.1); any other version gets a made-up one. */
const BUILDS: Readonly<Record<string, string>> = { '4.36.0': '175267', '4.65.0': '221669' };
const MADE_UP_BUILD = '200000';
/** Kernel of Docker Desktop's own VM; `-linuxkit` is what tells it from WSL (docker/skills, platform signals). */
const KERNEL = '6.12.54-linuxkit';
/** Other products that need a forwarder have a VM, and a kernel, of their own too; a plain engine has the machine's. */
const OTHER_KERNEL = '6.6.63-0-virt';
const PLAIN_ENGINE = /^Docker Engine\b/;

/** Returns the engine's `/version` as the product the knobs name would give it. */
export function disguiseVersion(version: Json, knobs: Knobs): Json {
  const desktop = knobs.platform === 'desktop';
  const build = BUILDS[knobs['desktop-version']] ?? MADE_UP_BUILD;
  const name = desktop ? `Docker Desktop ${knobs['desktop-version']} (${build})` : knobs.platform;
  const windows = knobs['windows-containers'] === 'on';
  const components = Array.isArray(version['Components']) ? (version['Components'] as Json[]) : [];
  const kernel = windows ? {} : kernelOf(knobs);
  const os = windows ? { Os: 'windows' } : {};
  const told = knobs['engine-version'] === 'own' ? {} : { Version: knobs['engine-version'] };
  return {
    ...version,
    ...kernel,
    ...os,
    ...told,
    Platform: { Name: name },
    Components: components.map((one) =>
      one['Name'] === 'Engine'
        ? { ...one, ...told, Details: { ...(one['Details'] as Json), ...kernel, ...os } }
        : one,
    ),
  };
}

/** Returns the engine's `/info` likewise. */
export function disguiseInfo(info: Json, knobs: Knobs): Json {
  const desktop = knobs.platform === 'desktop';
  const windows = knobs['windows-containers'] === 'on';
  const security = Array.isArray(info['SecurityOptions']) ? (info['SecurityOptions'] as string[]) : [];
  return {
    ...info,
    ...(knobs['engine-version'] === 'own' ? {} : { ServerVersion: knobs['engine-version'] }),
    OperatingSystem: desktop ? 'Docker Desktop' : knobs.platform,
    ...(desktop ? { Name: 'docker-desktop', CgroupVersion: knobs['cgroup-version'] } : {}),
    ...kernelOf(knobs),
    ...(desktop ? { HttpProxy: 'http.docker.internal:3128', HttpsProxy: 'http.docker.internal:3128' } : {}),
    ...(windows ? { OSType: 'windows' } : {}),
    SecurityOptions: [
      ...security,
      ...(knobs.rootless === 'on' ? ['name=rootless'] : []),
      ...(knobs['userns-remap'] === 'on' ? ['name=userns'] : []),
    ],
  };
}

function kernelOf({ platform }: Knobs): { KernelVersion?: string } {
  if (platform === 'desktop') return { KernelVersion: KERNEL };
  return PLAIN_ENGINE.test(platform) ? {} : { KernelVersion: OTHER_KERNEL };
}
