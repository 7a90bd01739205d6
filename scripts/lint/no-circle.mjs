import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import ts from 'typescript';
import { onImport } from './imports.mjs';

/**
 * The rule `no-circle`: no file imports, over others, itself. Types and `import()` count: who reads a circle has to read
 * all of it.
 * @type {import('eslint').Rule.RuleModule}
 */
export const noCircle = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = context.filename;
    return onImport((node, specifier) => {
      const way = wayBack(resolve(dirname(file), specifier), file);
      if (!way) return;
      const names = [file, ...way].map((one) => relative(context.cwd, one).split(sep).join('/'));
      context.report({ node, message: `This import closes a circle: ${names.join(' → ')}.` });
    });
  },
};

/**
 * @param {string} from
 * @param {string} to
 * @returns {string[] | null} the files from one to the other, both included; null when no import leads there
 */
function wayBack(from, to) {
  /** @type {Map<string, string | null>} file → who imports it */
  const seen = new Map([[from, null]]);
  for (const file of seen.keys()) {
    if (file === to) return backFrom(file, seen);
    for (const next of importsOf(file)) if (!seen.has(next)) seen.set(next, file);
  }
  return null;
}

/**
 * @param {string} end
 * @param {Map<string, string | null>} seen
 */
function backFrom(end, seen) {
  const way = [end];
  for (let at = seen.get(end); at; at = seen.get(at)) way.unshift(at);
  return way;
}

/** @type {Map<string, { changed: number, imports: string[] }>} */
const read = new Map();

/**
 * @param {string} file absolute
 * @returns {string[]} the files it imports by a relative path; none where it is no file of TypeScript or JavaScript
 */
function importsOf(file) {
  const changed = /\.[mc]?[jt]sx?$/.test(file)
    ? statSync(file, { throwIfNoEntry: false })?.mtimeMs
    : undefined;
  if (changed === undefined) return [];
  const known = read.get(file);
  if (known?.changed === changed) return known.imports;
  const imports = ts
    .preProcessFile(readFileSync(file, 'utf8'), true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => resolve(dirname(file), fileName));
  read.set(file, { changed, imports });
  return imports;
}
