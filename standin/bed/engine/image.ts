import { existsSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.ts';

/** The image every test engine carries. */
export const IMAGE = 'hostnet/host-networking:latest';

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
  return path;
}
