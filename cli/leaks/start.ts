import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PrivateEngine } from '@hostnet/standin/bed/engine';
import { COMMANDS, type Run } from './runs.ts';

const HOSTNET = fileURLToPath(new URL('../bin/hostnet.mjs', import.meta.url));

/** How a run ended. */
export interface Ended {
  /** null: a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly tookMs: number;
}

/** Where and how all runs are made. */
export interface Setting {
  readonly engine: PrivateEngine;
  /** Added to the environment of every run. */
  readonly env: NodeJS.ProcessEnv;
}

/** A run that takes this long, in ms, hangs. */
const HUNG_MS = 60_000;

/** Makes one run, ends it as its fate says, and resolves when hostnet is gone; what it started may still be. */
export function make({ engine, env }: Setting, { command, fate, afterMs }: Run): Promise<Ended> {
  const [program = '', ...args] = engine.nsenterArgv([process.execPath, HOSTNET, ...COMMANDS[command]]);
  const started = performance.now();
  const child = spawn(program, args, {
    env: { ...process.env, ...env, DOCKER_HOST: engine.dockerHost },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: a terminal's Ctrl-C or a CI's kill reaches all of it.
    detached: true,
  });
  const pid = child.pid ?? 0;
  const end = (): void => {
    try {
      if (fate === 'killed') process.kill(pid, 'SIGKILL');
      if (fate === 'killed with its group') process.kill(-pid, 'SIGKILL');
      if (fate === 'cancelled') process.kill(-pid, 'SIGINT');
    } catch {
      // It was faster.
    }
  };
  const timer = fate === 'ends' ? undefined : setTimeout(end, afterMs);
  const hung = setTimeout(() => process.kill(-pid, 'SIGKILL'), HUNG_MS);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      clearTimeout(hung);
      // What it started may hold the pipes a little longer: nobody waits for that here.
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ code, stdout, stderr, tookMs: performance.now() - started });
    });
  });
}

/** Starts `hostnet ports --watch`, the part that lives long. */
export function startWatch({ engine, env }: Setting): { pid: number; stop: () => Promise<number | null> } {
  const [program = '', ...args] = engine.nsenterArgv([
    process.execPath,
    HOSTNET,
    'ports',
    '--watch',
    '--json',
  ]);
  const child = spawn(program, args, {
    env: { ...process.env, ...env, DOCKER_HOST: engine.dockerHost },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const exit = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  return {
    pid: child.pid ?? 0,
    stop: () => {
      child.kill('SIGINT');
      return exit;
    },
  };
}
