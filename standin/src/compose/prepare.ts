import { StandinFailure } from '../failure.ts';
import { EXTENSION_LABEL } from '../docker/engine-api.ts';
import { interpolate } from './interpolate.ts';
import { type ComposeFile, pairs, Service } from './model.ts';
import { readMount, toCompose } from './volumes.ts';

/** What Desktop knows when it starts an extension's VM part. */
export interface PrepareContext {
  /** `<org>_<repo>-desktop-extension`. */
  readonly project: string;
  readonly title: string;
  readonly image: string;
  /** Folder of the compose file. */
  readonly folder: string;
  /** Folder on the engine's machine that appears as /run/guest-services. */
  readonly guestServices: string;
  readonly engineSocket: string;
  /** Our labels for containers and networks. */
  readonly labels: Readonly<Record<string, string>>;
  /** Our labels for volumes: others than for containers when the volumes are to outlive this stand-in. */
  readonly volumeLabels: Readonly<Record<string, string>>;
  /** The engine's own resolver knows host.docker.internal, as Desktop's does; a plain engine has to be told. */
  readonly resolvesHost: boolean;
}

/** The compose file as Desktop runs it, all variables replaced. */
export interface PreparedCompose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly networks: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Container of the first service: `vm.cli.exec` runs there. */
  readonly firstContainer: string;
}

/** Returns the name Desktop gives the container of the first service. */
export function firstContainerName(project: string): string {
  return `${project}-service`;
}

/**
 * Adds what Docker Desktop adds to an extension's compose file: the socket folder, its labels, the name of the first
 * container and a restart policy. Throws StandinFailure when the file cannot be read that way.
 */
export function prepareCompose(file: ComposeFile, context: PrepareContext): PreparedCompose {
  if (Object.keys(file.networks ?? {}).some((name) => name !== 'default')) {
    throw new StandinFailure(
      'The compose file declares networks of its own, which this stand-in does not run; use the default network.',
    );
  }
  const variables = { DESKTOP_PLUGIN_IMAGE: context.image };
  const desktop = { [EXTENSION_LABEL]: 'true', [`${EXTENSION_LABEL}.name`]: context.title };
  const labels = { ...desktop, ...context.labels };
  const services = Object.entries(file.services).map(([name, raw], index): [string, Service] => {
    const service = Service.parse(interpolate(raw, variables));
    const where = `services.${name}`;
    const own = service['volumes'] === undefined ? [] : service['volumes'];
    if (!Array.isArray(own)) throw new StandinFailure(`${where}.volumes must be a list.`);
    const mounts = own.map((entry) => toCompose(readMount(entry, `${where}.volumes`, context)));
    return [
      name,
      {
        ...service,
        labels: { ...Object.fromEntries(pairs(service['labels'] ?? {}, `${where}.labels`)), ...labels },
        volumes: [...mounts, { type: 'bind', source: context.guestServices, target: '/run/guest-services' }],
        // Desktop restarts extension containers even where the file says restart: "no" (extension SDK issue 162).
        restart: 'unless-stopped',
        extra_hosts: hostsOf(service['extra_hosts'], where, context.resolvesHost),
        ...(index === 0 ? { container_name: firstContainerName(context.project) } : {}),
      },
    ];
  });
  const volumes = Object.entries(file.volumes ?? {}).map(([name, raw]): [string, Record<string, unknown>] => {
    const volume = (interpolate(raw ?? {}, variables) ?? {}) as Record<string, unknown>;
    if (volume['external'] === true) return [name, volume];
    const ownLabels = Object.fromEntries(pairs(volume['labels'] ?? {}, `volumes.${name}.labels`));
    return [name, { ...volume, labels: { ...ownLabels, ...desktop, ...context.volumeLabels } }];
  });
  return {
    services: Object.fromEntries(services),
    volumes: Object.fromEntries(volumes),
    networks: { default: { labels } },
    firstContainer: firstContainerName(context.project),
  };
}

/** The service's own entries, and host.docker.internal where only an entry can tell it. */
function hostsOf(own: unknown, where: string, resolvesHost: boolean): string[] {
  const hosts = own === undefined ? [] : pairs(own, `${where}.extra_hosts`, ':');
  const known = resolvesHost || hosts.some(([name]) => name === HOST_NAME);
  return [...hosts, ...(known ? [] : [[HOST_NAME, 'host-gateway']])].map((pair) => pair.join(':'));
}

const HOST_NAME = 'host.docker.internal';
