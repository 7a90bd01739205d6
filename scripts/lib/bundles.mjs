import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ROOT, at, projectVersion } from './paths.mjs';
import { isFresh, readStamp, writeStamp } from './stamp.mjs';

/**
 * @typedef {object} Bundle
 * @property {string} name
 * @property {string} entry relative to the repository
 * @property {string} outfile relative to the repository
 * @property {boolean} splitting modules behind a dynamic import get files of their own and load when first needed
 */

/** @type {readonly Bundle[]} */
export const BUNDLES = [
  { name: 'cli', entry: 'cli/src/main.ts', outfile: 'cli/dist/hostnet.mjs', splitting: true },
  { name: 'probe', entry: 'probe/node/src/main.ts', outfile: 'probe/node/dist/probe.mjs', splitting: false },
  { name: 'backend', entry: 'backend/src/main.ts', outfile: 'backend/dist/backend.mjs', splitting: false },
  { name: 'standin', entry: 'standin/src/main.ts', outfile: 'standin/dist/standin.mjs', splitting: false },
  { name: 'bed', entry: 'standin/bed/main.ts', outfile: 'standin/dist/bed.mjs', splitting: false },
];

/** CommonJS packages call require() for Node's own modules; an ES module has none unless it is given one. */
const REQUIRE_BANNER =
  "import { createRequire as hostnetRequire } from 'node:module'; const require = hostnetRequire(import.meta.url);";

/**
 * @param {Bundle} bundle
 * @param {boolean} withRequire
 * @returns {import('esbuild').BuildOptions & { metafile: true, write: false }}
 */
function optionsFor(bundle, withRequire) {
  return {
    absWorkingDir: ROOT,
    entryPoints: { [bundle.outfile.replace(/^.*\//, '').replace(/\.mjs$/, '')]: bundle.entry },
    outdir: dirname(bundle.outfile),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: bundle.splitting,
    chunkNames: `${bundle.name}-[hash]`,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'silent',
    define: { __HOSTNET_VERSION__: JSON.stringify(projectVersion()) },
    ...(withRequire ? { banner: { js: REQUIRE_BANNER } } : {}),
  };
}

/**
 * @param {import('esbuild').Metafile} metafile
 * @returns {boolean} true when a bundled CommonJS module requires something that stayed outside
 */
export function needsRequire(metafile) {
  return Object.values(metafile.inputs).some((input) =>
    input.imports.some((one) => one.kind === 'require-call' && one.external === true),
  );
}

/** @returns {string} what decides a bundle besides its own sources */
function keyOf() {
  return [
    readFileSync(at('scripts/lib/bundles.mjs'), 'utf8'),
    existsSync(at('package-lock.json')) ? readFileSync(at('package-lock.json'), 'utf8') : '',
    projectVersion(),
  ].join('\0');
}

/**
 * Makes one bundle with esbuild unless its sources are as they were.
 * @param {Bundle} bundle
 * @returns {Promise<'absent' | 'fresh' | 'built'>} `absent`: its entry does not exist
 * @throws esbuild's BuildFailure when the sources do not compile
 */
export async function buildBundle(bundle) {
  if (!existsSync(at(bundle.entry))) return 'absent';
  const name = `bundle-${bundle.name}`;
  const key = keyOf();
  if (isFresh(name, key)) return 'fresh';
  const esbuild = await import('esbuild');
  let result = await esbuild.build(optionsFor(bundle, false));
  if (needsRequire(result.metafile)) result = await esbuild.build(optionsFor(bundle, true));
  const { metafile, outputFiles } = result;
  for (const file of outputFiles) {
    mkdirSync(dirname(file.path), { recursive: true });
    // Written aside and renamed: a hostnet that starts meanwhile never reads half a bundle.
    writeFileSync(`${file.path}.${process.pid}`, file.contents);
    renameSync(`${file.path}.${process.pid}`, file.path);
  }
  const outputs = Object.keys(metafile.outputs);
  for (const old of readStamp(name)?.outputs ?? [])
    if (!outputs.includes(old)) rmSync(at(old), { force: true });
  writeStamp(name, key, Object.keys(metafile.inputs).sort(), outputs);
  return 'built';
}
