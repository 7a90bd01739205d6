import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Returns the path of a file of this repository. */
export function at(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

/** How a program ended. */
export interface Ran {
  /** null: it was killed, because its time was over. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that says more than this, in characters, grows without bound. */
const SAID = 4 * 1024 * 1024;

/** Runs a program to its end, at most `mostMs`. Without `env` it sees no engine and keeps no reports. */
export function runProgram(
  command: string,
  args: readonly string[],
  {
    env = {},
    input = '',
    mostMs = 20_000,
  }: { env?: NodeJS.ProcessEnv; input?: string; mostMs?: number } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { PATH: process.env['PATH'], HOSTNET_HISTORY: 'off', DOCKER_HOST: 'unix:///nowhere', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), mostMs);
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
        if (said[name].length > SAID) child.kill('SIGKILL');
      });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, ...said });
    });
  });
}

/** Runs hostnet as it is shipped. */
export function hostnet(
  args: readonly string[],
  options: Parameters<typeof runProgram>[2] = {},
): Promise<Ran> {
  return runProgram(process.execPath, [at('cli/bin/hostnet.mjs'), ...args], options);
}

/** Throws unless it ended by itself with a code of the contract (docs/ci.md), and says what is wrong in words. */
export function endedWell({ code, stdout, stderr }: Ran, codes: readonly number[] = [0, 1, 2, 3]): void {
  if (code === null || !codes.includes(code)) throw new Error(`exit ${code}: ${stderr.slice(0, 500)}`);
  if (/^\s+at .*[:(]\d+:\d+|^\w*Error: /m.test(stderr))
    throw new Error(`a stack trace: ${stderr.slice(0, 1000)}`);
  if (code === 2 && stderr.trim() === '') throw new Error('bad input, and not a word about it');
  const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u.exec(
    stdout + stderr,
  );
  if (control) throw new Error(`a control character: ${JSON.stringify(control[0])}`);
}

/** Returns what a process holds in memory now, in MB (proc_pid_status(5), VmRSS). */
export function residentMb(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? NaN) / 1024);
}
