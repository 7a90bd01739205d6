import { dirname, isAbsolute, join } from 'node:path';
import { ComposeError, readDotenv, type FileLoader } from '@hostnet/core/compose';
import { UsageError } from '../exit.ts';
import { readText, type TextKind } from './read-text.ts';

type Variables = ReadonlyMap<string, string>;

/** Words that switch COMPOSE_DISABLE_ENV_FILE on (Go, strconv.ParseBool). */
const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);

/** Returns the variables of this process. */
export function shellVariables(): Variables {
  return new Map(
    Object.entries(process.env).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    ),
  );
}

/**
 * Returns what Compose fills variables from: the shell's first, then those of the files that COMPOSE_ENV_FILES names,
 * the later over the earlier, else of the `.env` in the folder (docs.docker.com, "Environment variables precedence").
 * @throws UsageError for a file that COMPOSE_ENV_FILES names and that cannot be read
 */
export function withEnvFiles(shell: Variables, folder: string): Variables {
  const listed = (shell.get('COMPOSE_ENV_FILES') ?? '').split(',').filter((path) => path !== '');
  if (listed.length === 0 && TRUE.has(shell.get('COMPOSE_DISABLE_ENV_FILE') ?? '')) return shell;
  const found = new Map<string, string>();
  for (const path of listed.length > 0 ? listed : [join(folder, '.env')]) {
    const read = readText(path, 'env');
    if ('problem' in read) {
      // Compose reads the default where it is a file, and refuses to go on where it cannot.
      if (listed.length === 0 && (read.absent || read.folder)) continue;
      const named = listed.length === 0 ? '' : ', which COMPOSE_ENV_FILES names';
      throw new UsageError(`${path}${named}: ${read.problem}`);
    }
    for (const [key, value] of dotenv(path, read.text, new Map([...found, ...shell]))) found.set(key, value);
  }
  return new Map([...found, ...shell]);
}

function dotenv(path: string, text: string, outer: Variables): Variables {
  try {
    return readDotenv(path, text, outer);
  } catch (error) {
    if (error instanceof ComposeError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** Reads a file that another names, by its path from a folder; `env` for what holds variables. */
export function load(path: string, folder: string, kind?: TextKind): ReturnType<FileLoader> {
  const file = isAbsolute(path) ? path : join(folder, path);
  const read = readText(file, kind);
  return 'problem' in read ? read : { file, text: read.text };
}

/** Returns the folder that is a file's own, `.` for standard input. */
export function folderOf(file: string | undefined): string {
  return file === undefined || file === '-' ? '.' : dirname(file);
}
