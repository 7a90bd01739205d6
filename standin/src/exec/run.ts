import { exec, spawn } from 'node:child_process';
import { PlainRejection } from '../calls/messages.ts';
import type { Processes } from './processes.ts';
import type { Profile, Program } from './program.ts';
import { joinForShell, stripQuotes } from './words.ts';

/** Output beyond this rejects in Docker Desktop: Node's default for child_process.exec. */
const MAX_BUFFER = 1024 * 1024;

/** What a finished command hands to the page; its `lines()` and the like are added there. */
export type RunResult = Readonly<Record<string, unknown>> & {
  readonly stdout: string;
  readonly stderr: string;
};

/**
 * Runs a command to its end. Docker Desktop: through a shell, one long string. Rancher Desktop: without a shell, outer
 * quotes taken off. Throws PlainRejection with `{cmd, killed, code, signal, stdout, stderr}` (Rancher: without
 * `killed`) when the command fails.
 */
export function runToEnd(
  profile: Profile,
  id: number,
  program: Program,
  processes: Processes,
): Promise<RunResult> {
  return profile === 'desktop' ? throughShell(id, program, processes) : withoutShell(id, program, processes);
}

function throughShell(
  id: number,
  { ours, theirs, cwd, env }: Program,
  processes: Processes,
): Promise<RunResult> {
  const cmd = joinForShell(ours, theirs);
  return new Promise((resolve, reject) => {
    const child = exec(cmd, { cwd, env, maxBuffer: MAX_BUFFER }, (error, stdout, stderr) => {
      if (error === null) {
        resolve({ stdout, stderr });
        return;
      }
      const { killed = false, code = null, signal = null } = error;
      reject(new PlainRejection({ cmd, killed, code, signal, stdout, stderr }));
    });
    child.stdin?.end();
    processes.add(id, child);
  });
}

function withoutShell(
  id: number,
  { ours, theirs, cwd, env }: Program,
  processes: Processes,
): Promise<RunResult> {
  const [file = '', ...args] = [...ours, ...stripQuotes(theirs)];
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const result = { cmd: [file, ...args].join(' '), code: code ?? 0, signal, stdout, stderr };
      if ((code !== null && code !== 0) || signal !== null) reject(new PlainRejection(result));
      else resolve(result);
    });
    processes.add(id, child);
  });
}
