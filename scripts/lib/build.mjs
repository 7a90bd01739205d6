import { BUNDLES, buildBundle } from './bundles.mjs';
import { buildHelpers } from './go-helper.mjs';
import { Plain, say, seconds } from './say.mjs';
import { stageImage } from './stage.mjs';
import { buildUi } from './ui.mjs';

/**
 * @param {unknown} error
 * @returns {Promise<Plain>} esbuild's errors as sentences a person can act on
 */
async function explain(error) {
  if (error instanceof Plain) return error;
  if (typeof error === 'object' && error !== null && 'errors' in error && Array.isArray(error.errors)) {
    const { formatMessages } = await import('esbuild');
    const lines = await formatMessages(error.errors, { kind: 'error' });
    return new Plain(`A bundle did not build:\n${lines.join('')}`);
  }
  throw error;
}

/** What `npm run build -- NAME...` accepts. */
export const PARTS = [...BUNDLES.map((bundle) => bundle.name), 'ui', 'helper'];

/**
 * Builds whatever is not fresh: bundles, dashboard tab, host helpers; then stages the image's files.
 * @param {readonly string[]} [only] names of parts; all when empty
 * @returns {Promise<{ missing: string[], content: string }>} as stageImage
 * @throws {Plain} when a part does not build
 */
export async function build(only = []) {
  const unknown = only.find((name) => !PARTS.includes(name));
  if (unknown !== undefined)
    throw new Plain(`There is no part named "${unknown}": choose from ${PARTS.join(', ')}.`, 2);
  const started = performance.now();
  /** @type {[name: string, label: string, work: () => Promise<string>][]} */
  const all = [
    ...BUNDLES.map(
      (bundle) =>
        /** @type {[string, string, () => Promise<string>]} */ ([
          bundle.name,
          bundle.outfile,
          () => buildBundle(bundle),
        ]),
    ),
    ['ui', 'ui/build', buildUi],
    ['helper', 'host helpers', buildHelpers],
  ];
  const parts = all.filter(([name]) => only.length === 0 || only.includes(name));
  const settled = await Promise.allSettled(parts.map(([, , work]) => work()));
  /** @type {string[]} */
  const built = [];
  for (const [index, outcome] of settled.entries()) {
    if (outcome.status === 'rejected') throw await explain(outcome.reason);
    const name = parts[index]?.[1] ?? '';
    if (outcome.value === 'built') built.push(name);
    if (outcome.value === 'no-go')
      say(
        'The host helpers were not built: the Go compiler is not on PATH (Debian: apt-get install golang-go).',
      );
  }
  const staged = stageImage();
  if (built.length > 0) say(`Built ${built.join(', ')} in ${seconds(performance.now() - started)}`);
  return staged;
}
