import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { mustDocker } from './docker.mjs';
import { BUILD, IMAGE } from './paths.mjs';
import { Plain } from './say.mjs';

/** @typedef {{ bytes: number, compressedBytes: number }} ImageSize */

const CACHE = join(BUILD, 'sizes.json');

/** @returns {Record<string, ImageSize>} by image id */
function readCache() {
  try {
    return /** @type {Record<string, ImageSize>} */ (JSON.parse(readFileSync(CACHE, 'utf8')));
  } catch {
    return {};
  }
}

/**
 * @param {import('./docker.mjs').Docker} target
 * @returns {Promise<number>} bytes of `docker save | gzip`, streamed
 */
async function compressedBytes(target) {
  const save = spawn(target.cli, [...(target.host ? ['-H', target.host] : []), 'save', IMAGE], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const code = new Promise((resolve) => save.on('close', resolve));
  let total = 0;
  await pipeline(save.stdout, createGzip(), async (source) => {
    for await (const chunk of source) total += /** @type {Buffer} */ (chunk).length;
  });
  if ((await code) !== 0) throw new Plain(`docker save ${IMAGE} failed: is the image on this engine?`);
  return total;
}

/**
 * The image's size as the engine says and as a registry would store it. Compressing takes seconds, so the answer is
 * kept by image id.
 * @param {import('./docker.mjs').Docker} target
 * @returns {Promise<ImageSize>}
 * @throws {Plain} when the image is not on the engine
 */
export async function imageSize(target) {
  const answer = await mustDocker(target, ['image', 'inspect', '--format', '{{.Id}} {{.Size}}', IMAGE]);
  const [id = '', size] = answer.split(' ');
  const cache = readCache();
  const known = cache[id];
  if (known) return known;
  const found = { bytes: Number(size), compressedBytes: await compressedBytes(target) };
  mkdirSync(BUILD, { recursive: true });
  writeFileSync(
    CACHE,
    JSON.stringify({ ...Object.fromEntries(Object.entries(cache).slice(-9)), [id]: found }),
  );
  return found;
}

/**
 * @param {number} bytes
 * @returns {string} in megabytes of a million bytes, such as `41.3 MB`
 */
export function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
