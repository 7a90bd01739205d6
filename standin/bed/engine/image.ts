import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.ts';

/** The image every test engine carries. */
export const IMAGE = 'hostnet/host-networking:latest';

const OLD_TAR_MS = 3_600_000;

/**
 * Returns the path of a tar with the product's image: HOSTNET_IMAGE_TAR, or an export from the default engine, kept in
 * the temporary folder by image id so that it is made once. Throws one sentence when there is neither.
 */
export async function defaultImageTar(): Promise<string> {
  const given = process.env['HOSTNET_IMAGE_TAR'];
  if (given !== undefined && given !== '') {
    if (!existsSync(given)) throw new Error(`HOSTNET_IMAGE_TAR names ${given}, which does not exist.`);
    return given;
  }
  const id = await run('docker', ['image', 'inspect', '--format', '{{.Id}}', IMAGE]);
  if (id.code !== 0) {
    throw new Error(
      `A private engine needs the image ${IMAGE}: build it on the default engine or point HOSTNET_IMAGE_TAR at a docker save of it.`,
    );
  }
  const path = join(tmpdir(), `hostnet-image-${id.stdout.trim().replace('sha256:', '').slice(0, 12)}.tar`);
  if (existsSync(path)) return path;
  const part = `${path}.${process.pid}`;
  const saved = await run('docker', ['save', '--output', part, IMAGE]);
  if (saved.code !== 0) {
    rmSync(part, { force: true });
    throw new Error(`docker save ${IMAGE} failed: ${saved.stderr.trim()}`);
  }
  renameSync(part, path);
  removeOldTars(path);
  return path;
}

/** Exports of earlier builds of the image; a young one may be in use by another test run. */
function removeOldTars(kept: string): void {
  for (const name of readdirSync(tmpdir())) {
    if (!/^hostnet-image-[0-9a-f]{12}\.tar$/.test(name)) continue;
    const path = join(tmpdir(), name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (path !== kept && age > OLD_TAR_MS) rmSync(path, { force: true });
  }
}
