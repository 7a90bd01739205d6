import { readDotenv } from './dotenv.ts';
import { ComposeError } from './error.ts';
import type { Variables } from './interpolate.ts';
import {
  entryOf,
  folderOf,
  knownText,
  placeOf,
  type Entry,
  type Mapping,
  type Node,
  type Span,
} from './located.ts';
import type { ComposeFile, FileLoader, Scope } from './files.ts';

interface Path {
  readonly path: string;
  readonly span: Span;
}

/** One entry of `include`: its files, the later over the earlier, and what they are read with. */
export interface Include {
  readonly paths: readonly Path[];
  readonly envFiles: readonly Path[];
  readonly projectDirectory: string | null;
  readonly span: Span;
}

/** What `include` takes over of a file (compose-spec, "Include"). */
const IMPORTED = ['services', 'volumes', 'networks', 'secrets', 'configs', 'models'];

/** Returns the entries of `include`. @throws ComposeError when it is no list */
export function includesOf(include: Entry | undefined): Include[] {
  if (!include || (include.value.kind === 'scalar' && include.value.text === null)) return [];
  if (include.value.kind !== 'seq') {
    const at = placeOf(include.value.span);
    throw new ComposeError(
      at.file,
      at,
      '`include` is not a list. Expected `- FILE` below it: fix this line.',
    );
  }
  return include.value.items.map((item) => ({
    paths: pathsOf(item.kind === 'map' ? entryOf(item, 'path')?.value : item),
    envFiles: pathsOf(entryOf(item, 'env_file')?.value),
    projectDirectory: knownText(entryOf(item, 'project_directory')?.value),
    span: item.span,
  }));
}

function pathsOf(node: Node | undefined): Path[] {
  if (node?.kind === 'seq') return node.items.flatMap(pathsOf);
  const path = knownText(node);
  return node === undefined || path === null ? [] : [{ path, span: node.span }];
}

/**
 * Returns the folder and the variables that an include's files are read with: what is set already wins, then its
 * `env_file`, or the `.env` of its folder. The variables are the same object where nothing is added to them.
 * @throws ComposeError for an env file that cannot be read
 */
export function variablesFor(include: Include, main: ComposeFile, scope: Scope, load: FileLoader): Scope {
  const folder =
    include.projectDirectory === null ? folderOf(main.file) : joined(scope.folder, include.projectDirectory);
  const files = include.envFiles.map(({ path, span }) => {
    const file = load(path, scope.folder, 'env');
    if (!('problem' in file)) return file;
    const at = placeOf(span);
    throw new ComposeError(at.file, at, `${path} cannot be read: ${file.problem}`);
  });
  if (include.envFiles.length === 0) {
    const file = load('.env', folder, 'env');
    if (!('problem' in file)) files.push(file);
    else if (file.absent === false && file.folder === false) {
      const at = placeOf(include.span);
      throw new ComposeError(at.file, at, `the .env of ${folder} cannot be read: ${file.problem}`);
    }
  }
  return { folder, variables: withFiles(scope.variables, files) };
}

/** Variables that env files add, by those they are added to: the same files make the same object. */
const WITH_FILES = new WeakMap<Variables, Map<string, Variables>>();

function withFiles(variables: Variables, files: readonly ComposeFile[]): Variables {
  if (files.length === 0) return variables;
  const known = WITH_FILES.get(variables) ?? new Map<string, Variables>();
  WITH_FILES.set(variables, known);
  const key = files.map(({ file }) => file).join('\n');
  const before = known.get(key);
  if (before) return before;
  const added = new Map<string, string>();
  for (const { file, text } of files) {
    for (const [name, value] of readDotenv(file, text, new Map([...added, ...variables])))
      added.set(name, value);
  }
  const isNew = [...added.keys()].some((name) => !variables.has(name));
  const all = isNew ? new Map([...added, ...variables]) : variables;
  known.set(key, all);
  return all;
}

function joined(folder: string, path: string): string {
  return /^([/\\]|[A-Za-z]:[/\\])/.test(path) || folder === '.' ? path : `${folder}/${path}`;
}

/**
 * Returns a file with what it includes.
 * @throws ComposeError where both have something of one name that is not the same
 */
export function importInto(own: Mapping, included: Mapping, span: Span): Mapping {
  return IMPORTED.reduce((whole, key) => {
    const from = included.entries.find((entry) => entry.key === key);
    if (from?.value.kind !== 'map') return whole;
    const into = whole.entries.find((entry) => entry.key === key);
    if (into?.value.kind !== 'map') {
      return { ...whole, entries: [...whole.entries.filter((entry) => entry !== into), from] };
    }
    const names = new Map(into.value.entries.map((entry) => [entry.key, entry]));
    const added = from.value.entries.filter((entry) => {
      const same = names.get(entry.key);
      if (same && !equal(same.value, entry.value)) conflict(key, entry, same, span);
      return !same;
    });
    const value = { ...into.value, entries: [...into.value.entries, ...added] };
    return { ...whole, entries: whole.entries.map((entry) => (entry === into ? { ...into, value } : entry)) };
  }, own);
}

function conflict(key: string, entry: Entry, own: Entry, span: Span): never {
  const [at, other] = [placeOf(span), placeOf(own.keySpan)];
  throw new ComposeError(
    at.file,
    at,
    `${key}.${entry.key.slice(0, 60)} is in ${placeOf(entry.keySpan).file} and in ${other.file}:${other.line}, and they differ: Compose refuses that. Expected each once: rename one, or override it in a file of its own.`,
  );
}

function equal(a: Node, b: Node): boolean {
  if (a === b) return true;
  if (a.kind === 'scalar') return b.kind === 'scalar' && a.text === b.text;
  if (a.kind === 'seq') {
    return (
      b.kind === 'seq' &&
      a.items.length === b.items.length &&
      a.items.every((item, index) => equal(item, b.items[index] ?? item))
    );
  }
  if (b.kind !== 'map' || a.entries.length !== b.entries.length) return false;
  const others = new Map(b.entries.map((entry) => [entry.key, entry.value]));
  return a.entries.every(({ key, value }) => {
    const other = others.get(key);
    return other !== undefined && equal(value, other);
  });
}
