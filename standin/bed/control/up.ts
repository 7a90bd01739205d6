import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from '../engine/processes.ts';
import { discard, makeFolder, sweepLeftovers } from '../engine/state.ts';
import { waitFor } from '../engine/wait.ts';
import type { DaemonConfig, DaemonGreeting } from './daemon.ts';
import { controlSocket, findBed } from './places.ts';
import { tell, type BedStatus } from './protocol.ts';

/**
 * Starts a bed as a process of its own and returns its status when it is ready.
 * Throws one sentence when it does not start; then nothing is left.
 */
export async function bringUp(config: Omit<DaemonConfig, 'folder'>): Promise<BedStatus> {
  const folder = makeFolder();
  const log = openSync(join(folder, 'bed.log'), 'a');
  const argument = JSON.stringify({ ...config, folder } satisfies DaemonConfig);
  const child = spawn(process.execPath, [config.script, 'daemon', argument], {
    detached: true,
    cwd: '/',
    stdio: ['ignore', log, log, 'ipc'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const greeting = await new Promise<DaemonGreeting>((resolve) => {
    child.once('message', (message: DaemonGreeting) => resolve(message));
    child.once('error', (error) => resolve({ problem: error.message }));
    child.once('exit', () => resolve({ problem: 'The bed ended before it was ready.' }));
  });
  if ('problem' in greeting) {
    // What it made belongs to it until it has ended.
    await ended;
    await sweepLeftovers();
    await discard(folder);
    throw new Error(greeting.problem);
  }
  child.unref();
  return greeting.status;
}

/** Ends a bed and returns true when every part of it is gone; false when there was none. Also ends leftovers of crashed ones. */
export async function bringDown(name: string): Promise<boolean> {
  const bed = findBed(name);
  if (bed) {
    await tell(controlSocket(bed.folder), { do: 'down' });
    await waitFor('the end of the bed', () => !isRunning(bed.daemon), 10_000);
  }
  await sweepLeftovers();
  return bed !== null;
}
