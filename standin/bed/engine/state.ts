import { mkdtempSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { endProcess, isRunning } from './processes.ts';
import { run } from './run.ts';
import { CLEAN } from './scripts.ts';
import { waitFor } from './wait.ts';

const PREFIX = 'hostnet-bed-';
/** A folder without a record this old belongs to nobody: its maker died between two lines. */
const ORPHAN_MS = 60_000;

const Mark = z.object({ pid: z.number().int(), startTicks: z.string(), command: z.string() });

/** What is written down about an engine before anything of it exists. */
export const EngineState = z.object({
  v: z.literal(1),
  /** The process the engine lives for. */
  owner: Mark,
  /** null until the supervisor runs. */
  supervisor: Mark.nullable(),
  /** Network namespace to remove, null when there is none of ours. */
  namespace: z.string().nullable(),
  /** Bridge on the machine itself to remove, null when there is none. */
  bridge: z.string().nullable(),
  cgroup: z.string(),
});
export type EngineState = z.infer<typeof EngineState>;

/** Makes a new folder for an engine under the system's temporary folder. Short, because a unix socket's path has 108 bytes (unix(7)). */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), PREFIX));
}

/** Writes the record at once and as a whole. */
export function writeState(folder: string, state: EngineState): void {
  const path = join(folder, 'state.json');
  writeFileSync(`${path}.new`, JSON.stringify(state));
  renameSync(`${path}.new`, path);
}

/** Returns all engine folders with their record, null when a folder has none that can be read. */
export function listFolders(): { folder: string; state: EngineState | null }[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(tmpdir(), name))
    .map((folder) => ({ folder, state: readState(folder) }));
}

function readState(folder: string): EngineState | null {
  try {
    return EngineState.parse(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')));
  } catch {
    return null;
  }
}

/** Ends and removes what engines of dead owners left. Touches nothing of a living owner. */
export async function sweepLeftovers(): Promise<void> {
  for (const { folder, state } of listFolders()) {
    if (state) await sweepOne(folder, state);
    else if (ageMs(folder) > ORPHAN_MS) await clean(folder, null);
  }
}

/** Removes the folder of an engine that never came to be: one with a record is swept by its owner's rules. */
export async function discard(folder: string): Promise<void> {
  if (readState(folder) === null) await clean(folder, null);
}

async function sweepOne(folder: string, state: EngineState): Promise<void> {
  if (isRunning(state.owner)) return;
  const { supervisor } = state;
  if (supervisor && isRunning(supervisor)) {
    // It has seen its owner die and is tidying up; a stuck one is ended, and its engine with it.
    await waitFor('the end of a supervisor', () => !isRunning(supervisor), 10_000).catch(() =>
      endProcess(supervisor),
    );
  }
  await clean(folder, state);
}

/** Removes namespace, bridge, cgroups and folder of an engine whose processes have ended. */
export async function clean(folder: string, state: EngineState | null): Promise<void> {
  await run('sh', ['-c', `${CLEAN}\nclean "$@"`, 'hostnet-clean', folder, ...cleanArgs(state)]);
}

/** Returns what the shell's `clean` wants after the folder. */
export function cleanArgs(state: EngineState | null): string[] {
  return [state?.namespace ?? '', state?.bridge ?? '', state?.cgroup ?? 'hostnet-none'];
}

function ageMs(folder: string): number {
  try {
    return Date.now() - statSync(folder).mtimeMs;
  } catch {
    return 0;
  }
}
