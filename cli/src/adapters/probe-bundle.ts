import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Places of the probe's bundle, seen from the CLI's: in the npm package, and in a checkout. */
const CANDIDATES = ['./probe.mjs', '../../probe/node/dist/probe.mjs'];

/** Returns the path of the probe's single-file bundle, or null when it was not built. */
export function probeBundle(): string | null {
  const paths = CANDIDATES.map((candidate) => fileURLToPath(new URL(candidate, import.meta.url)));
  return paths.find((path) => existsSync(path)) ?? null;
}
