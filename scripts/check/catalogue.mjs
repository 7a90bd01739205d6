import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { at } from '../lib/paths.mjs';
import { firstHeading } from './markdown.mjs';

/**
 * @typedef {{ code: string, name: string, severity: string, title: string }} Entry
 * @typedef {object} Place where catalogue, checks and pages are
 * @property {string} checks folder of catalogue.ts and one file a check
 * @property {string} rules folder of one file a rule for Compose files, whose codes are HN06xx
 * @property {string} pages folder of one page a code
 */

/** @type {Place} */
const PLACE = {
  checks: at('core', 'src', 'checks'),
  rules: at('core', 'src', 'compose', 'rules'),
  pages: at('docs', 'checks'),
};

/**
 * Holds codes, checks, tests and pages together, both ways.
 * @param {Place} [place]
 * @returns {Promise<string[]>}
 */
export async function catalogueProblems(place = PLACE) {
  const entries = await readCatalogue(join(place.checks, 'catalogue.ts'));
  const pages = (await readdir(place.pages)).filter((name) => name.endsWith('.md') && name !== 'README.md');
  const each = await Promise.all(entries.map((entry) => problemsOf(entry, place)));
  return [...twice(entries), ...each.flat(), ...orphans(entries, pages)];
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
 * @param {Entry} entry
 * @param {Place} place
 * @returns {Promise<string[]>}
 */
async function problemsOf(entry, place) {
  const { code, name } = entry;
  const isRule = code.startsWith('HN06');
  const folder = isRule ? place.rules : place.checks;
  const path = `core/src/${isRule ? 'compose/rules' : 'checks'}/${name}`;
  const [page, check, test] = await Promise.all([
    text(join(place.pages, `${code}.md`)),
    text(join(folder, `${name}.ts`)),
    text(join(folder, `${name}.test.ts`)),
  ]);
  return [
    ...(page === undefined ? [`${code}: there is no docs/checks/${code}.md`] : headingProblems(entry, page)),
    ...(check === undefined ? [`${code}: there is no ${path}.ts`] : []),
    ...(test === undefined
      ? [`${code}: there is no ${path}.test.ts`]
      : testProblems(entry, `${path}.test.ts`, test)),
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
