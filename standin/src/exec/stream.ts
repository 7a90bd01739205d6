import { spawn } from 'node:child_process';
import type { Message } from '../calls/messages.ts';
import { arbitrarySplitter, lineSplitter, type Splitter } from './lines.ts';
import type { Processes } from './processes.ts';
import type { Profile, Program } from './program.ts';
import { stripQuotes } from './words.ts';

/**
 * Starts a command whose output is passed on as it comes, never through a shell: arguments arrive as they were given
 * (Rancher Desktop: without one pair of outer quotes). Ends with one `close` message, after all output; a program that
 * cannot be started yields one `error` message instead.
 */
export function runStreaming(
  profile: Profile,
  id: number,
  program: Program,
  splitOutputLines: boolean,
  processes: Processes,
  send: (message: Message) => void,
): void {
  const theirs = profile === 'rancher' ? stripQuotes(program.theirs) : program.theirs;
  const [file = '', ...args] = [...program.ours, ...theirs];
  const child = spawn(file, args, { cwd: program.cwd, env: program.env, stdio: ['ignore', 'pipe', 'pipe'] });
  const splitters = { stdout: newSplitter(splitOutputLines), stderr: newSplitter(splitOutputLines) };
  for (const name of ['stdout', 'stderr'] as const) {
    const pass = (parts: readonly string[]) =>
      parts.forEach((text) => send({ type: 'output', id, [name]: text }));
    child[name].on('data', (bytes: Buffer) => pass(splitters[name].push(bytes)));
    child[name].on('end', () => pass(splitters[name].end()));
  }
  let failed = false;
  child.on('error', (error) => {
    failed = true;
    send({ type: 'error', id, error: { name: error.name, message: error.message } });
  });
  child.on('close', (code, signal) => {
    if (failed) return;
    // Rancher reports an end by signal as an error; Docker Desktop hands on what Node says, a null exit code.
    if (profile === 'rancher' && signal !== null) send({ type: 'error', id, error: signal });
    else send({ type: 'close', id, code });
  });
  processes.add(id, child);
}

function newSplitter(lines: boolean): Splitter {
  return lines ? lineSplitter() : arbitrarySplitter();
}
