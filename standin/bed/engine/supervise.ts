import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { childrenOf, isRunning, markProcess, type ProcessMark } from './processes.ts';
import { INIT, SUPERVISE } from './scripts.ts';
import { clean, cleanArgs, writeState, type EngineState } from './state.ts';
import { waitFor } from './wait.ts';

const START_MS = 60_000;
const STOP_MS = 20_000;

/** Where an engine's API listens. */
export const socketOf = (folder: string): string => join(folder, 'docker.sock');

/** A running supervisor and the process that holds its engine. */
export interface Supervised {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  readonly chain: ProcessMark;
}

/** Starts supervisor and dockerd. Throws one sentence with the log when that fails. */
export async function supervise(
  folder: string,
  state: EngineState,
  namespace: string | null,
  dockerd: readonly string[],
): Promise<Supervised> {
  const args = ['-c', SUPERVISE, 'hostnet-supervise', folder, namespace ?? '', ...cleanArgs(state), INIT];
  const child = spawn('sh', [...args, ...dockerd], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const supervisor = child.pid === undefined ? null : markProcess(child.pid);
  writeState(folder, { ...state, supervisor });
  const chainPid = await firstLine(child, ended);
  const chain = markProcess(Number(chainPid));
  if (!chain) throw new Error(`dockerd could not be started: ${lastLog(folder)}`);
  // The owner may end whenever it likes: that is what closes the supervisor's stdin.
  child.unref();
  return { child, ended, chain };
}

async function firstLine(child: ChildProcess, ended: Promise<void>): Promise<string> {
  let text = '';
  child.stdout?.on('data', (part: Buffer) => (text += part.toString()));
  let over = false;
  void ended.then(() => (over = true));
  return waitFor('the start of a supervisor', () => over || text.includes('\n'), 10_000, 5).then(() => {
    child.stdout?.destroy();
    return text.trim();
  });
}

/** Returns the pid of dockerd once it answers. Throws one sentence with its last log lines when it does not. */
export async function ready(folder: string, engine: Supervised): Promise<number> {
  await waitFor(
    'the start of dockerd',
    async () => {
      if (!isRunning(engine.chain)) throw new Error(`dockerd ended at once: ${lastLog(folder)}`);
      return existsSync(socketOf(folder)) && (await answers(socketOf(folder)));
    },
    START_MS,
  );
  const [init] = childrenOf(engine.chain.pid);
  const pid = (init === undefined ? [] : childrenOf(init)).find((child) =>
    markProcess(child)?.command.startsWith('dockerd '),
  );
  if (pid === undefined)
    throw new Error(`dockerd was not found among its supervisor's processes: ${lastLog(folder)}`);
  return pid;
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ socketPath, path: '/_ping', timeout: 2000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve(false));
    asked.end();
  });
}

function lastLog(folder: string): string {
  try {
    return readFileSync(join(folder, 'dockerd.log'), 'utf8').trim().split('\n').slice(-3).join(' | ');
  } catch {
    return 'no log';
  }
}

/** Ends an engine and removes every trace of it. Never throws. */
export async function stopEngine(
  folder: string,
  state: EngineState,
  engine: Supervised | null,
): Promise<void> {
  if (engine) {
    engine.child.ref();
    engine.child.stdin?.end();
    const over = { value: false };
    void engine.ended.then(() => (over.value = true));
    await waitFor('the end of a supervisor', () => over.value, STOP_MS).catch(() =>
      engine.child.kill('SIGKILL'),
    );
  }
  // What the supervisor could not finish; nothing to do as a rule.
  if (existsSync(folder)) await clean(folder, state);
}
