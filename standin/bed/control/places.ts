import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isRunning, markProcess, type ProcessMark } from '../engine/processes.ts';
import { listFolders } from '../engine/state.ts';

const Bed = z.object({
  name: z.string(),
  daemon: z.object({ pid: z.number().int(), startTicks: z.string(), command: z.string() }),
});

/** A bed that runs. */
export interface RunningBed {
  readonly name: string;
  readonly folder: string;
  readonly daemon: ProcessMark;
}

/** Where the daemon takes commands. */
export const controlSocket = (folder: string): string => join(folder, 'control.sock');

/** Writes down that this process is the daemon of a bed. */
export function recordBed(folder: string, name: string): void {
  writeFileSync(join(folder, 'bed.json'), JSON.stringify({ name, daemon: markProcess(process.pid) }));
}

/** Returns the running bed of a name, null when there is none. */
export function findBed(name: string): RunningBed | null {
  return runningBeds().find((bed) => bed.name === name) ?? null;
}

/** Returns all running beds. */
export function runningBeds(): RunningBed[] {
  return listFolders().flatMap(({ folder }) => {
    if (!existsSync(join(folder, 'bed.json'))) return [];
    try {
      const bed = Bed.parse(JSON.parse(readFileSync(join(folder, 'bed.json'), 'utf8')));
      return isRunning(bed.daemon) ? [{ ...bed, folder }] : [];
    } catch {
      return []; // Half removed by its own end.
    }
  });
}
