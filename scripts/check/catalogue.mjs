import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { at } from '../lib/paths.mjs';
import { catalogueIndex, writeCatalogueIndex } from './catalogue-index.mjs';
import { firstHeading } from './markdown.mjs';

/**
 * @typedef {{ code: string, name: string, severity: string, title: string, template: string }} Entry
 * @typedef {object} Place where catalogue, checks and pages are
 * @property {string} judge folder of catalogue.ts, check-failed.ts and checks/, which has a folder an area with one file a check
 * @property {string} pages folder of one page a code, and of README.md, which lists them
 */

/** @type {Place} */
const PLACE = {
  judge: at('core', 'src', 'judge'),
  pages: at('docs', 'checks'),
};

/**
 * Holds codes, checks, tests and pages together, both ways.
 * @param {Place} [place]
 * @returns {Promise<string[]>}
 */
export async function catalogueProblems(place = PLACE) {
  const entries = await readCatalogue(join(place.judge, 'catalogue.ts'));
  const pages = (await readdir(place.pages)).filter((name) => name.endsWith('.md') && name !== 'README.md');
  const files = await checkFiles(place.judge);
  const each = await Promise.all(entries.map((entry) => problemsOf(entry, place, files)));
  const list = await text(join(place.pages, 'README.md'));
  return [
    ...twice(entries),
    ...each.flat(),
    ...orphans(entries, pages),
    ...unregistered(entries, files),
    ...(list === (await catalogueIndex(entries, place.pages))
      ? []
      : ['docs/checks/README.md is not the list of the catalogue: run `npm run check -- --write`']),
  ];
}

/**
 * Writes docs/checks/README.md from the catalogue and the pages.
 * @param {Place} [place]
 */
export async function writeIndex(place = PLACE) {
  await writeCatalogueIndex(await readCatalogue(join(place.judge, 'catalogue.ts')), place.pages);
}

/**
 * Reads the TypeScript catalogue from plain Node: bundled in memory, then imported from a data: address.
 * @param {string} file
 * @returns {Promise<Entry[]>}
 */
export async function readCatalogue(file) {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const loaded = /** @type {unknown} */ (await import(`data:text/javascript;base64,${source}`));
  if (
    typeof loaded === 'object' &&
    loaded !== null &&
    'CATALOGUE' in loaded &&
    Array.isArray(loaded.CATALOGUE)
  ) {
    return loaded.CATALOGUE;
  }
  throw new Error(`${file} exports no CATALOGUE array`);
}

/**
 * @param {readonly Entry[]} entries
 * @returns {string[]}
 */
function twice(entries) {
  return /** @type {const} */ (['code', 'name']).flatMap((key) =>
    entries
      .filter((entry, at) => entries.findIndex((other) => other[key] === entry[key]) !== at)
      .map((entry) => `the ${key} ${entry[key]} stands twice in the catalogue`),
  );
}

/**
 * @param {readonly Entry[]} entries
 * @param {readonly string[]} pages
 * @returns {string[]}
 */
function orphans(entries, pages) {
  const codes = new Set(entries.map((entry) => `${entry.code}.md`));
  return pages
    .filter((page) => !codes.has(page))
    .map((page) => `docs/checks/${page}: no such code in the catalogue`);
}

/**
 * @typedef {object} CheckFile
 * @property {string} path from the repository's root
 * @property {string} name without its ending
 * @property {string} source
 * @property {string | undefined} test the text of the test beside it
 */

/**
 * @param {string} judge
 * @returns {Promise<CheckFile[]>} the file of HN0001, and every file of every area
 */
async function checkFiles(judge) {
  const checks = join(judge, 'checks');
  const areas = (await readdir(checks, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const folders = await Promise.all(
    areas.map(async ({ name }) =>
      (await readdir(join(checks, name))).map((file) => ['checks', name, file].join('/')),
    ),
  );
  const files = ['check-failed.ts', ...folders.flat()].filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  return Promise.all(
    files.map(async (file) => ({
      path: `core/src/judge/${file}`,
      name: basename(file, '.ts'),
      source: (await text(join(judge, file))) ?? '',
      test: await text(join(judge, file.replace(/\.ts$/, '.test.ts'))),
    })),
  );
}

/**
 * A check whose file is there and whose line in the registry is not would never run.
 * @param {readonly Entry[]} entries
 * @param {readonly CheckFile[]} files
 * @returns {string[]}
 */
function unregistered(entries, files) {
  const codes = new Set(entries.map((entry) => entry.code));
  return files.flatMap(({ path, source }) =>
    declaredCodes(source)
      .filter((code) => !codes.has(code))
      .map(
        (code) =>
          `${path}: ${code} is in no registry (core/src/judge/checks/registry.ts, for Compose files compose/registry.ts), so it never runs`,
      ),
  );
}

/**
 * @param {string} source
 * @returns {string[]} the codes whose catalogue entries stand in this file
 */
function declaredCodes(source) {
  return [...source.matchAll(/entry\(\{\s*code: '(HN\d{4})'/g)].flatMap((match) => match[1] ?? []);
}

/**
 * @param {Entry} entry
 * @param {Place} place
 * @param {readonly CheckFile[]} files
 * @returns {Promise<string[]>}
 */
async function problemsOf(entry, place, files) {
  const { code, name } = entry;
  const page = await text(join(place.pages, `${code}.md`));
  const file = files.find((one) => one.name === name && declaredCodes(one.source).includes(code));
  const testPath = file?.path.replace(/\.ts$/, '.test.ts') ?? '';
  return [
    ...(page === undefined ? [`${code}: there is no docs/checks/${code}.md`] : headingProblems(entry, page)),
    ...(file === undefined ? [`${code}: no file ${name}.ts below core/src/judge has its entry`] : []),
    ...(file && file.test === undefined ? [`${code}: there is no ${testPath}`] : []),
    ...(file?.test === undefined ? [] : testProblems(entry, testPath, file.test)),
  ];
}

/**
 * The heading repeats the title; where the title has {placeholders} the page words it for every case.
 * @param {Entry} entry
 * @param {string} page
 * @returns {string[]}
 */
function headingProblems({ code, title }, page) {
  const heading = firstHeading(page) ?? 'none';
  const start = `# ${code} `;
  const fits = title.includes('{')
    ? heading.startsWith(start) && heading.length > start.length
    : heading === start + title;
  return fits ? [] : [`docs/checks/${code}.md: first heading is "${heading}", expected "${start}${title}"`];
}

/**
 * @param {Entry} entry
 * @param {string} file the test's path, for people
 * @param {string} test
 * @returns {string[]}
 */
function testProblems({ code }, file, test) {
  return [
    ...(test.includes(code) ? [] : [`${file} never mentions ${code}`]),
    ...(/['"`][^'"`\n]*\bfires\b/.test(test) ? [] : [`${file} has no case whose name says "fires"`]),
    ...(/['"`][^'"`\n]*\bstays silent\b/.test(test)
      ? []
      : [`${file} has no case whose name says "stays silent"`]),
  ];
}

/**
 * @param {string} path
 * @returns {Promise<string | undefined>} undefined when there is no such file
 */
async function text(path) {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
