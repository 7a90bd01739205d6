import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Removes a container that was made and never started, when hostnet dies between the two. */
export interface Guard {
  /** The engine has the container: once it is not there any more, none can come late. */
  made(): void;
  /** There is nothing to guard any more. */
  dismiss(): void;
  /** Removes the container now, also one that comes late. Without effect after `dismiss`. */
  act(): void;
}

/** Bundle of hostnet, seen from its own chunks. Where only the sources are there, as in a unit test, nothing is guarded. */
const BUNDLE = fileURLToPath(new URL('./hostnet.mjs', import.meta.url));

/** Told once the container is made; any other line ends the guard. */
const MADE = 'made';
/** What the hostnet that takes the dead one's place is told then. */
const MADE_OPTION = '--made';

/**
 * A shell that waits for a line takes no memory to speak of and starts in a millisecond; only where the last line never comes,
 * because the writer died, it becomes a hostnet. That one has the same environment, so the same engine.
 */
const SHELL = `while read -r word; do [ "$word" = ${MADE} ] || exit 0; set -- "$@" ${MADE_OPTION}; done; exec "$@"`;
/** The same where there is no shell. */
const SCRIPT = `process.stdin.on('data', (bytes) => {
  for (const word of String(bytes).trim().split(/\\s+/))
    if (word === '${MADE}') process.argv.push('${MADE_OPTION}'); else process.exit(0);
}).once('end', () => import('node:url').then(({ pathToFileURL }) => import(pathToFileURL(process.argv[1]).href)));`;

/**
 * Starts the guard of the container of this name, before the engine is asked for it. It does not end with this process, whatever
 * signal ends that: a container that is made and not started yet has no lifetime and no standard input that could end, and the
 * engine removes none that never ran. One that is started needs no guard.
 */
export function guard(name: string): Guard {
  const nothing = (): void => undefined;
  if (!existsSync(BUNDLE)) return { made: nothing, dismiss: nothing, act: nothing };
  const command = [BUNDLE, 'cleanup', '--container', name];
  const [file, args] =
    process.platform === 'win32'
      ? [process.execPath, ['-e', SCRIPT, ...command]]
      : ['/bin/sh', ['-c', SHELL, 'sh', process.execPath, ...command]];
  const child = spawn(file, args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'], windowsHide: true });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  const { stdin } = child;
  return {
    made: () => void stdin.write(`${MADE}\n`),
    dismiss: () => {
      if (!stdin.writableEnded) stdin.end('dismissed\n');
    },
    act: () => void stdin.end(),
  };
}
