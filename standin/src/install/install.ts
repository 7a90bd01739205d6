import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DockerCli } from '../docker/cli.ts';
import { StandinFailure } from '../failure.ts';
import type { Identity } from '../lifetime/identity.ts';
import { type ImageFiles, imageLabels, makeReadable, withImageFiles } from './extract.ts';
import { checkLabels } from './labels.ts';
import { type HostPlatform, hostBinaries, type Metadata, parseMetadata, socketOf } from './metadata.ts';

/** An installed extension: where its parts lie and what its metadata says. */
export interface Installed {
  readonly image: string;
  /** `<org>_<repo>`. */
  readonly name: string;
  readonly title: string;
  /** `<state>/extensions/<org>_<repo>`. */
  readonly folder: string;
  /** Folder the dashboard tab is served from and its entry file, or null without a tab. */
  readonly ui: { readonly root: string; readonly src: string; readonly title: string } | null;
  /** The compose file in `vm/`, a bare image, or null without a VM part. */
  readonly vm: { readonly composefile: string } | { readonly image: string } | null;
  readonly socket: string | null;
  /** Folder of the host binaries and their base names, or null when the extension ships none. */
  readonly host: { readonly folder: string; readonly names: readonly string[] } | null;
  readonly warnings: readonly string[];
}

/** Returns Docker's name of this computer's platform. */
export function thisPlatform(): HostPlatform {
  if (process.platform === 'win32') return 'windows';
  return process.platform === 'darwin' ? 'darwin' : 'linux';
}

/**
 * Checks an image and lays its parts out as Desktop does: metadata.json, icon, ui/, vm/, host/ under
 * `<state>/extensions/<name>`. Throws StandinFailure that names the first required part which is missing or wrong;
 * then nothing stays behind.
 */
export async function install(
  cli: DockerCli,
  image: string,
  name: string,
  stateDir: string,
  identity: Identity,
  platform: HostPlatform = thisPlatform(),
): Promise<Installed> {
  const labels = checkLabels(image, await imageLabels(cli, image));
  const folder = join(stateDir, 'extensions', name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    return await withImageFiles(cli, image, identity, async (files) => {
      const metadataFile = await files.copy('/metadata.json', folder, 'the description of the extension');
      const { metadata, warnings } = parseMetadata(await readFile(metadataFile, 'utf8'));
      await files.copy(metadata.icon, folder, 'the icon');
      const installed = {
        image,
        name,
        title: labels.title,
        folder,
        ui: await copyUi(files, metadata, folder),
        vm: await copyVm(files, metadata, folder),
        socket: socketOf(metadata),
        host: await copyHost(files, metadata, folder, platform),
        warnings: [...labels.warnings, ...warnings],
      };
      await makeReadable(folder);
      return installed;
    });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function copyUi(files: ImageFiles, metadata: Metadata, folder: string): Promise<Installed['ui']> {
  const tab = metadata.ui?.['dashboard-tab'];
  if (tab === undefined) return null;
  const root = await files.copy(tab.root, join(folder, 'ui'), 'ui.dashboard-tab.root');
  const entry = tab.src.replace(/[?#].*$/, '');
  const found = await stat(join(root, entry)).catch(() => null);
  if (found?.isFile() !== true) {
    throw new StandinFailure(
      `ui.dashboard-tab.src is "${tab.src}", but ${tab.root} of the image holds no such file; build the UI or correct /metadata.json.`,
    );
  }
  return { root, src: tab.src, title: tab.title };
}

async function copyVm(files: ImageFiles, metadata: Metadata, folder: string): Promise<Installed['vm']> {
  if (metadata.vm === undefined) return null;
  if ('image' in metadata.vm) return { image: metadata.vm.image };
  const composefile = await files.copy(metadata.vm.composefile, join(folder, 'vm'), 'vm.composefile');
  return { composefile };
}

async function copyHost(
  files: ImageFiles,
  metadata: Metadata,
  folder: string,
  platform: HostPlatform,
): Promise<Installed['host']> {
  if (metadata.host === undefined) return null;
  const target = join(folder, 'host');
  const names: string[] = [];
  for (const path of hostBinaries(metadata, platform)) {
    const name = basename(path);
    if (names.includes(name)) {
      throw new StandinFailure(
        `host.binaries names two files called "${name}" for ${platform}; Desktop puts all of them into one folder, so give them different names.`,
      );
    }
    const file = await files.copy(path, target, `a host binary for ${platform}`);
    const stats = await stat(file);
    if (!stats.isFile() || (platform !== 'windows' && (stats.mode & 0o100) === 0)) {
      throw new StandinFailure(
        `${path} is not an executable file (mode ${(stats.mode & 0o7777).toString(8)}); copy it with COPY --chmod=0755.`,
      );
    }
    names.push(name);
  }
  return { folder: target, names };
}
