import { dockerClient } from '../lib/docker.mjs';
import { imageSize, megabytes } from '../lib/size.mjs';

export const title = 'size of the image';

/**
 * @returns {Promise<string[]>}
 */
export async function bench() {
  const target = dockerClient();
  if (!target) return ['image, compressed: not measured (no docker command)'];
  const { bytes, compressedBytes } = await imageSize(target);
  return [
    `image, compressed: ${megabytes(compressedBytes)} (budget 60 MB)`,
    `image, uncompressed: ${megabytes(bytes)} (no budget)`,
  ];
}
