import { PROBE_IMAGE } from '@hostnet/core/start';
import { UsageError } from './exit.ts';

/**
 * Returns the image of the probe: that of `--image`, of HOSTNET_IMAGE, or the default. Throws UsageError for what no image is
 * called (distribution/reference: a name begins with a letter or a digit); docker would take `-v` for an option.
 */
export function imageOf(flag: string | undefined, env: NodeJS.ProcessEnv = process.env): string {
  const given = env['HOSTNET_IMAGE'] ?? '';
  if (flag === undefined && given === '') return PROBE_IMAGE;
  const [image, from] = flag === undefined ? [given, 'HOSTNET_IMAGE'] : [flag, '--image'];
  if (/^[A-Za-z0-9]\S*$/.test(image)) return image;
  throw new UsageError(
    `${from} names no image: ${JSON.stringify(image.slice(0, 100))}. Expected a name that begins with a letter or a digit, such as ${PROBE_IMAGE}.`,
  );
}
