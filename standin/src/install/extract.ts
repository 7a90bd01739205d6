import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod';
import type { DockerCli } from '../docker/cli.ts';
import { StandinFailure } from '../failure.ts';
import { type Identity, OWNER_LABEL, STANDIN_LABEL } from '../lifetime/identity.ts';

/** An image's file system, readable through a container that is created and never started (works FROM scratch). */
export interface ImageFiles {
  /** Copies a file or folder into `folder` under its base name and returns where it lies. `what` names it in the error. */
  copy(pathInImage: string, folder: string, what: string): Promise<string>;
}

const Inspect = z.tuple([
  z.looseObject({ Config: z.looseObject({ Labels: z.record(z.string(), z.string()).nullish() }) }),
]);

/** Returns an image's labels. Throws StandinFailure when the engine does not have the image. */
export async function imageLabels(cli: DockerCli, image: string): Promise<Record<string, string>> {
  const result = await cli.run(['image', 'inspect', image]);
  if (result.code !== 0) {
    const said = result.stderr.trim();
    throw new StandinFailure(
      /no such image/i.test(said)
        ? `The engine has no image "${image}"; build it first.`
        : `"docker image inspect ${image}" failed: ${said}`,
    );
  }
  const inspected = Inspect.safeParse(JSON.parse(result.stdout));
  if (!inspected.success)
    throw new StandinFailure(`The engine described the image "${image}" in an unknown way.`);
  return inspected.data[0].Config.Labels ?? {};
}

/** Runs `use` with access to the files of an image; the container behind it is removed however `use` ends. */
export async function withImageFiles<T>(
  cli: DockerCli,
  image: string,
  identity: Identity,
  use: (files: ImageFiles) => Promise<T>,
): Promise<T> {
  const labels = [
    '--label',
    `${STANDIN_LABEL}=${identity.id}`,
    '--label',
    `${OWNER_LABEL}=${identity.owner}`,
  ];
  // An image without CMD needs some command; this one never runs.
  const container = (await cli.must(['create', ...labels, '--network', 'none', image, '/never-run'])).trim();
  try {
    return await use({ copy: (path, folder, what) => copyOut(cli, image, container, path, folder, what) });
  } finally {
    await cli.run(['rm', '-f', container]);
  }
}

async function copyOut(
  cli: DockerCli,
  image: string,
  container: string,
  pathInImage: string,
  folder: string,
  what: string,
): Promise<string> {
  const path = `/${pathInImage.replace(/^\/+|\/+$/g, '')}`;
  const target = join(folder, basename(path));
  await mkdir(folder, { recursive: true });
  const result = await cli.run(['cp', '-L', `${container}:${path}`, target]);
  if (result.code !== 0) {
    const missing = /could not find|no such container:path|no such file/i.test(result.stderr);
    throw new StandinFailure(
      missing
        ? `${image} has no ${path}, which it needs as ${what}; copy it into the image or correct /metadata.json.`
        : `${path} could not be copied out of ${image}: ${result.stderr.trim()}`,
    );
  }
  return target;
}

/** Makes a copied tree readable and removable for its owner, whatever modes the image gave it. */
export async function makeReadable(path: string): Promise<void> {
  const stats = await lstat(path);
  if (stats.isSymbolicLink()) return;
  await chmod(path, stats.mode | (stats.isDirectory() ? 0o700 : 0o600));
  if (!stats.isDirectory()) return;
  for (const entry of await readdir(path)) await makeReadable(join(path, entry));
}
