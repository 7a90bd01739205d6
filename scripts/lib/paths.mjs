import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Everything a script makes that is not a bundle lives here; safe to delete. */
export const BUILD = join(ROOT, '.build');

/** Name and tag of the image; the same in metadata, scripts and tests. */
export const IMAGE = 'hostnet/host-networking:latest';

/**
 * The one version of the project, from the root package.json.
 * @returns {string} semver
 */
export function projectVersion() {
  const parsed = /** @type {unknown} */ (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  if (typeof parsed === 'object' && parsed !== null && 'version' in parsed) return String(parsed.version);
  throw new Error('package.json has no version; it must have one');
}

/**
 * @param {...string} parts path below the repository
 * @returns {string} absolute path
 */
export function at(...parts) {
  return join(ROOT, ...parts);
}
