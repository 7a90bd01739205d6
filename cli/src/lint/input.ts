import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, relative } from 'node:path';
import { readDotenv, type ComposeFile, type ComposeInput } from '@hostnet/core/compose';
import { UsageError } from '../exit.ts';
import { readStdin, readText } from './read-text.ts';

/** The files Compose looks for, the first that is there (docs.docker.com, "The Compose file"; compose-go, cli/options.go). */
const DEFAULTS = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/**
 * Returns what Compose would read: the files named, in their order; without any those of COMPOSE_FILE, or the first
 * default in this folder or one above it, with its override. `-` is standard input, a folder stands for the default in
 * it. Variables come from the `.env` beside the first file and, before that, from the environment.
 * @throws UsageError for a file that is not there or cannot be read
 */
export async function readInput(named: readonly string[], signal: AbortSignal): Promise<ComposeInput> {
  const paths = named.length > 0 ? named.flatMap(fromArgument) : fromHere();
  const files: ComposeFile[] = [];
  for (const path of new Set(paths)) {
    files.push(
      path === '-' ? { file: 'stdin', text: await readStdin(signal) } : { file: path, text: readFile(path) },
    );
  }
  const [first = '.'] = paths;
  return { files, variables: variablesOf(first === '-' ? '.' : dirname(first)), load };
}

function fromArgument(path: string): string[] {
  if (path === '-' || !isFolder(path)) return [path];
  const found = defaultIn(path);
  if (found.length > 0) return found;
  throw new UsageError(
    `There is no Compose file in the folder ${path}. Expected ${DEFAULTS.join(', ')}: name the file itself.`,
  );
}

function fromHere(): string[] {
  const listed = process.env['COMPOSE_FILE'];
  if (listed !== undefined && listed !== '') {
    return listed.split(process.env['COMPOSE_PATH_SEPARATOR'] ?? delimiter).filter((path) => path !== '');
  }
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const found = defaultIn(folder);
    if (found.length > 0) return found.map((path) => relative(process.cwd(), path));
    if (dirname(folder) === folder) break;
  }
  throw new UsageError(
    `There is no Compose file in this folder or above it. Expected ${DEFAULTS.join(', ')}: change folder, or name the file: hostnet lint FILE.`,
  );
}

/** The first default of a folder, and the override that goes with it. */
function defaultIn(folder: string): string[] {
  const [base] = DEFAULTS.map((name) => join(folder, name)).filter(existsSync);
  if (base === undefined) return [];
  return [
    base,
    ...OVERRIDES.map((name) => join(folder, name))
      .filter(existsSync)
      .slice(0, 1),
  ];
}

/** Reads a file that another names, by its path from there. */
function load(path: string, from: string): ComposeFile | { problem: string } {
  const folder = from === 'stdin' ? '.' : dirname(from);
  const file = isAbsolute(path) ? path : join(folder, path);
  const read = readText(file);
  return 'problem' in read
    ? { problem: `${path} cannot be read: ${read.problem}` }
    : { file, text: read.text };
}

function readFile(path: string): string {
  const read = readText(path);
  if ('problem' in read) throw new UsageError(`${path}: ${read.problem}`);
  return read.text;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Whoever reads it says what is wrong with it.
    return false;
  }
}

/** What the environment says wins, as with Compose. */
function variablesOf(folder: string): ReadonlyMap<string, string> {
  const outer = new Map(
    Object.entries(process.env).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    ),
  );
  const read = readText(join(folder, '.env'));
  return 'problem' in read ? outer : new Map([...readDotenv(read.text, outer), ...outer]);
}
