import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, relative } from 'node:path';
import type { ComposeFile, ComposeInput } from '@hostnet/core/compose';
import { UsageError } from '../exit.ts';
import { folderOf, load, shellVariables, withEnvFiles } from './environment.ts';
import { readStdin, readText } from './read-text.ts';

type Variables = ReadonlyMap<string, string>;

/** The files Compose looks for, the first that is there (docs.docker.com, "The Compose file"; compose-go, cli/options.go). */
const DEFAULTS = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/**
 * Returns what Compose would read: the files named, in their order; without any those of COMPOSE_FILE, which the `.env`
 * may say too, or the first default in this folder or one above it, with its override. `-` is standard input, a folder
 * stands for the project in it. Variables come from the shell, then from env files (environment.ts).
 * @throws UsageError for a file that is not there or cannot be read
 */
export async function readInput(named: readonly string[], signal: AbortSignal): Promise<ComposeInput> {
  const shell = shellVariables();
  const paths = named.length > 0 ? named.flatMap((path) => fromArgument(path, shell)) : fromHere(shell);
  const folder = folderOf(paths.find((path) => path !== '-'));
  const files: ComposeFile[] = [];
  for (const path of new Set(paths)) {
    files.push(
      path === '-' ? { file: 'stdin', text: await readStdin(signal) } : { file: path, text: readFile(path) },
    );
  }
  const variables = withEnvFiles(shell, folder);
  const profiles = (variables.get('COMPOSE_PROFILES') ?? '')
    .split(',')
    .map((profile) => profile.trim())
    .filter((profile) => profile !== '');
  return { files, folder, variables, profiles, load };
}

function fromArgument(path: string, shell: Variables): string[] {
  if (path === '-' || !isFolder(path)) return [path];
  const found = inFolder(path, shell);
  if (found.length > 0) return found;
  throw new UsageError(
    `There is no Compose file in the folder ${path}. Expected ${DEFAULTS.join(', ')}: name the file itself.`,
  );
}

function fromHere(shell: Variables): string[] {
  const listed = composeFile(withEnvFiles(shell, '.'));
  if (listed) return listed;
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const here = relative(process.cwd(), folder);
    const found = defaultIn(here === '' ? '.' : here);
    if (found.length > 0) return found;
    if (dirname(folder) === folder) break;
  }
  throw new UsageError(
    `There is no Compose file in this folder or above it. Expected ${DEFAULTS.join(', ')}: change folder, or name the file: hostnet lint FILE.`,
  );
}

/** A folder's project: what the `.env` in it says in COMPOSE_FILE, or the default. */
function inFolder(folder: string, shell: Variables): string[] {
  const own = new Map([...withEnvFiles(shell, folder)].filter(([key]) => !shell.has(key)));
  const listed = composeFile(own)?.map((path) => (isAbsolute(path) ? path : join(folder, path)));
  return listed ?? defaultIn(folder);
}

/** The files that COMPOSE_FILE lists; null where it says nothing. */
function composeFile(variables: Variables): string[] | null {
  const listed = variables.get('COMPOSE_FILE');
  if (listed === undefined || listed === '') return null;
  const separator = variables.get('COMPOSE_PATH_SEPARATOR') ?? '';
  return listed.split(separator === '' ? delimiter : separator).filter((path) => path !== '');
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
