import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { composeForImage, parseCompose } from './compose/model.ts';
import { prepareCompose } from './compose/prepare.ts';
import { composeDown, composeUp, composeWay, type ComposeWay } from './compose/up.ts';
import type { DockerCli } from './docker/cli.ts';
import { StandinFailure } from './failure.ts';
import type { Installed } from './install/install.ts';
import { type Identity, KEPT_LABEL, OWNER_LABEL, STANDIN_LABEL } from './lifetime/identity.ts';

/** The running VM part of an extension. */
export interface Vm {
  readonly project: string;
  /** Where `vm.cli.exec` runs. */
  readonly firstContainer: string;
  readonly way: ComposeWay;
}

export interface VmOptions {
  readonly project: string;
  /** Folder that appears as /run/guest-services. */
  readonly guestServices: string;
  readonly engineSocket: string;
  readonly identity: Identity;
  /** Volumes outlive the stand-in. */
  readonly keepVolumes: boolean;
  /** The engine's own resolver knows host.docker.internal. */
  readonly resolvesHost: boolean;
  /** null for the best way there is. */
  readonly way: ComposeWay | null;
}

/** Returns the compose project Desktop gives an extension. */
export function projectName(name: string): string {
  return `${name}-desktop-extension`;
}

/**
 * Throws StandinFailure when the project runs already. Asked before anything is made: a start that fails later takes the
 * project down, and must not take down another's.
 */
export async function refuseRunning(cli: DockerCli, project: string): Promise<void> {
  const running = await cli.must([
    'ps',
    '--all',
    '--quiet',
    '--filter',
    `label=com.docker.compose.project=${project}`,
  ]);
  if (running.trim() !== '') {
    throw new StandinFailure(
      `The project ${project} is on this engine already, from another stand-in or from Docker Desktop; stop that one, or give another --name.`,
    );
  }
}

/** Starts the VM part. Throws StandinFailure when it cannot be started; what was made so far is for stopVm. */
export async function startVm(cli: DockerCli, installed: Installed, options: VmOptions): Promise<Vm> {
  if (installed.vm === null) throw new StandinFailure('This extension has no VM part.');
  const { project } = options;
  const folder = 'composefile' in installed.vm ? dirname(installed.vm.composefile) : installed.folder;
  const file =
    'composefile' in installed.vm
      ? parseCompose(await readFile(installed.vm.composefile, 'utf8'))
      : composeForImage(installed.vm.image);
  const labels = { [STANDIN_LABEL]: options.identity.id, [OWNER_LABEL]: options.identity.owner };
  const prepared = prepareCompose(file, {
    project,
    title: installed.title,
    image: installed.image,
    folder,
    guestServices: options.guestServices,
    engineSocket: options.engineSocket,
    labels,
    resolvesHost: options.resolvesHost,
    volumeLabels: options.keepVolumes ? { [KEPT_LABEL]: installed.name } : labels,
  });
  const way = options.way ?? (await composeWay(cli));
  await composeUp(cli, way, prepared, project, folder);
  return { project, firstContainer: prepared.firstContainer, way };
}

/** Removes the VM part; its volumes too when asked. */
export function stopVm(
  cli: DockerCli,
  project: string,
  options: { readonly volumes: boolean; readonly graceful: boolean },
): Promise<void> {
  return composeDown(cli, project, options);
}

/** Kills the VM part's containers where they stand; stopVm removes them. */
export async function killVm(cli: DockerCli, project: string): Promise<void> {
  const running = await cli.must([
    'ps',
    '--quiet',
    '--filter',
    `label=com.docker.compose.project=${project}`,
  ]);
  const containers = running.split(/\s+/).filter((word) => word !== '');
  if (containers.length > 0) await cli.run(['kill', ...containers]);
}
