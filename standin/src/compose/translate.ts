import * as z from 'zod';
import { StandinFailure } from '../failure.ts';
import type { Service } from './model.ts';
import type { PreparedCompose } from './prepare.ts';
import { commandArgs, optionArgs } from './service-args.ts';
import { type Mount, readMount } from './volumes.ts';

/** The docker commands that do what `docker compose up` would: each entry is what follows `docker`. */
export interface DockerPlan {
  /** null when every service brings its own network mode. */
  readonly network: readonly string[] | null;
  readonly volumes: readonly (readonly string[])[];
  /** In starting order. */
  readonly containers: readonly { readonly name: string; readonly create: readonly string[] }[];
}

/** Labels Compose itself puts on what it makes; `docker compose ls` and our own clean-up go by them. */
export const PROJECT_LABEL = 'com.docker.compose.project';

/**
 * Translates a prepared compose file into docker commands. Throws StandinFailure for anything it cannot carry over.
 * Needed because a plain engine has no Compose: neither the v2 plugin nor docker-compose is a part of it.
 */
export function translate(prepared: PreparedCompose, project: string, folder: string): DockerPlan {
  const networked = Object.values(prepared.services).some((service) => service['network_mode'] === undefined);
  const network = `${project}_default`;
  const volumes = Object.entries(prepared.volumes).filter(([, volume]) => volume['external'] !== true);
  return {
    network: networked
      ? ['network', 'create', ...labelArgs(prepared.networks['default']?.['labels'], project), network]
      : null,
    volumes: volumes.map(([name, volume]) => [
      'volume',
      'create',
      ...labelArgs(volume['labels'], project),
      volumeName(prepared, project, name),
    ]),
    containers: startingOrder(prepared.services).map(([name, service]) => {
      const containerName =
        typeof service['container_name'] === 'string' ? service['container_name'] : `${project}-${name}-1`;
      return {
        name: containerName,
        create: createArgs(prepared, project, folder, name, service, containerName),
      };
    }),
  };
}

function createArgs(
  prepared: PreparedCompose,
  project: string,
  folder: string,
  name: string,
  service: Service,
  containerName: string,
): string[] {
  const image = service['image'];
  if (typeof image !== 'string' || image === '') {
    throw new StandinFailure(
      `services.${name} names no image; an extension's services run images, they are not built.`,
    );
  }
  const { entrypoint, words } = commandArgs(name, service);
  const mounts = z.array(z.unknown()).parse(service['volumes'] ?? []);
  return [
    'create',
    ...optionArgs(name, { ...service, container_name: containerName }),
    ...labelArgs({}, project),
    '--label',
    `com.docker.compose.service=${name}`,
    ...networkArgs(service['network_mode'], name, project),
    ...mounts.flatMap((entry) =>
      mountArgs(
        readMount(entry, `services.${name}.volumes`, { folder, engineSocket: '' }),
        prepared,
        project,
      ),
    ),
    ...entrypoint,
    image,
    ...words,
  ];
}

function labelArgs(labels: unknown, project: string): string[] {
  const own = z.record(z.string(), z.string()).catch({}).parse(labels);
  return Object.entries({ ...own, [PROJECT_LABEL]: project }).flatMap(([key, value]) => [
    '--label',
    `${key}=${value}`,
  ]);
}

function networkArgs(mode: unknown, name: string, project: string): string[] {
  if (mode === undefined) return ['--network', `${project}_default`, '--network-alias', name];
  if (mode === 'host' || mode === 'none' || mode === 'bridge') return ['--network', mode];
  throw new StandinFailure(`services.${name}.network_mode must be host, none or bridge.`);
}

function mountArgs(mount: Mount, prepared: PreparedCompose, project: string): string[] {
  if (mount.type === 'tmpfs') return ['--tmpfs', mount.target];
  const end = mount.readOnly ? ':ro' : '';
  if (mount.source === null) return ['--volume', `${mount.target}${end}`];
  if (mount.type === 'bind') return ['--volume', `${mount.source}:${mount.target}${end}`];
  if (!(mount.source in prepared.volumes)) {
    throw new StandinFailure(
      `A service mounts the volume "${mount.source}", which the compose file does not declare; add it under "volumes:".`,
    );
  }
  return ['--volume', `${volumeName(prepared, project, mount.source)}:${mount.target}${end}`];
}

function volumeName(prepared: PreparedCompose, project: string, name: string): string {
  const volume = prepared.volumes[name];
  if (typeof volume?.['name'] === 'string') return volume['name'];
  return volume?.['external'] === true ? name : `${project}_${name}`;
}

/** Returns the services with those others depend on first. Throws StandinFailure for a circle or an unknown name. */
function startingOrder(services: Readonly<Record<string, Service>>): [string, Service][] {
  const done = new Map<string, Service>();
  const visit = (name: string, waiting: readonly string[]): void => {
    const service = services[name];
    if (service === undefined)
      throw new StandinFailure(`depends_on names the service "${name}", which does not exist.`);
    if (waiting.includes(name)) throw new StandinFailure(`depends_on goes in a circle at "${name}".`);
    if (done.has(name)) return;
    const value = service['depends_on'] ?? [];
    const needed = Array.isArray(value) ? value.map(String) : Object.keys(value);
    needed.forEach((other) => visit(other, [...waiting, name]));
    done.set(name, service);
  };
  Object.keys(services).forEach((name) => visit(name, []));
  return [...done];
}
