import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { requester, type Ask } from './http.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The bundle, as it goes into the image. */
export const BUNDLE = join(ROOT, 'backend/dist/backend.mjs');
export const isRoot = process.getuid?.() === 0;
const NOBODY = 65534;

/** Makes the bundle. */
export async function buildBundle(): Promise<void> {
  await run(process.execPath, ['scripts/build.mjs', 'backend'], { cwd: ROOT });
}

/** A folder of a test's own, which user 65534 may use too; `remove` takes it away. */
export function workDir(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'hostnet-service-'));
  if (isRoot) chownSync(path, NOBODY, NOBODY);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A service under way. */
export interface Service {
  readonly pid: number;
  readonly ask: Ask;
  readonly socket: string;
  /** What it has written to stderr so far. */
  log(): string;
  /** Sends the signal; resolves with how it ended and after how many ms. */
  stop(signal: NodeJS.Signals): Promise<Ended>;
  readonly ended: Promise<Ended>;
}

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly elapsedMs: number;
}

/** How to start one. */
export interface StartOptions {
  readonly args: readonly string[];
  /** true keeps root where the test is root; else it runs as 65534. */
  readonly root?: boolean;
  /** Shell text run first in a mount namespace of the service's own, which ends with it; needs root. */
  readonly mount?: string;
}

/** Starts the bundle as a process that dies with its parent. */
export function spawnService(options: StartOptions): {
  child: ChildProcess;
  log: () => string;
  ended: Promise<Ended>;
} {
  const drop = isRoot && options.root !== true ? ['--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  const node = ['setpriv', '--pdeathsig', 'KILL', ...drop, process.execPath, BUNDLE, ...options.args];
  const [command = '', ...args] =
    options.mount === undefined
      ? node
      : ['unshare', '--mount', 'sh', '-ec', `${options.mount}\nexec "$@"`, 'sh', ...node];
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const start = performance.now();
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, elapsedMs: performance.now() - start }));
  });
  return { child, log: () => text, ended };
}

/** Starts a service on `dir`/s.sock with `dir`/data and resolves when it answers. Throws with its log when it ends first. */
export async function startService(dir: string, options: Partial<StartOptions> = {}): Promise<Service> {
  const socket = join(dir, 's.sock');
  const args = options.args ?? ['--socket', socket, '--data', join(dir, 'data')];
  const { child, log, ended } = spawnService({ ...options, args });
  await until(() => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the service ended: ${log()}`);
    return log().includes('listens on');
  }, 'the service listens');
  const pid = child.pid ?? 0;
  const stop = async (signal: NodeJS.Signals): Promise<Ended> => {
    const start = performance.now();
    child.kill(signal);
    const end = await ended;
    return { ...end, elapsedMs: performance.now() - start };
  };
  return { pid, ask: requester(socket), socket, log, stop, ended };
}

/** Resolves when `holds` does; throws after `timeoutMs`. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs = 30_000,
): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${timeoutMs} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Returns one field of /proc/<pid>/status (proc_pid_status(5)), without surrounding blanks. */
export function statusField(pid: number, field: string): string {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return new RegExp(`^${field}:[ \\t]*(.*)$`, 'm').exec(status)?.[1]?.trim() ?? '';
}
