import { basename } from 'node:path';

/** Files of core that may share a name: they are the same thing of two areas. Each with the reason. */
const SAME_THING = new Map([
  ['index.ts', 'the list of what a folder offers'],
  ['registry.ts', 'the list of the checks of a kind: of reports, and of Compose files'],
]);

/**
 * A name that stands twice in core tells neither a reader nor a search which of the two is meant.
 * @param {readonly string[]} files from the root
 * @returns {string[]} one line a name that several files of core have, tests apart
 */
export function sharedNames(files) {
  /** @type {Map<string, string[]>} */
  const byName = new Map();
  for (const file of files) {
    if (!/^core\/src\/.+\.ts$/.test(file) || /\.test\.ts$|\/testdata\//.test(file)) continue;
    const name = basename(file);
    if (!SAME_THING.has(name)) byName.set(name, [...(byName.get(name) ?? []), file]);
  }
  return [...byName.values()]
    .filter((paths) => paths.length > 1)
    .map((paths) => `${paths.join(' and ')} share a name; say in each what it is`);
}
