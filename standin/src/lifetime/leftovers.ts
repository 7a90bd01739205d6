import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { removeLabelled } from '../compose/up.ts';
import type { DockerCli } from '../docker/cli.ts';
import { OWNER_LABEL, ownerIsGone, PROCESS_MARK, STANDIN_LABEL } from './identity.ts';

const FORMAT = `{"id":{{json (.Label "${STANDIN_LABEL}")}},"owner":{{json (.Label "${OWNER_LABEL}")}}}`;

/** Temporary folders of stand-ins begin so, and this file in them tells whose they are. */
export const WORK_PREFIX = 'standin-';
export const OWNER_FILE = 'owner.json';

const Owner = z.object({ id: z.string(), owner: z.string() });

/**
 * Removes what stand-ins left behind whose process has gone (a crash, SIGKILL): their host processes, on this engine
 * containers, networks and volumes, and their temporary folders. Returns the ids of those stand-ins. Leaves living
 * stand-ins and kept volumes alone.
 */
export async function removeLeftovers(cli: DockerCli): Promise<string[]> {
  const folders = await abandonedFolders();
  const gone = new Set([...folders.map(({ id }) => id), ...(await abandonedOnEngine(cli))]);
  for (const id of gone) {
    killMarked(id, 'SIGKILL');
    const remove = () => removeLabelled(cli, `${STANDIN_LABEL}=${id}`, { volumes: true, graceful: false });
    // Another stand-in that starts at this moment removes the same; what still is in the way after that, the start itself
    // names (vm.ts, refuseRunning).
    await remove().catch(async () => {
      await setTimeout(500);
      await remove().catch(() => undefined);
    });
  }
  for (const { folder } of folders) await rm(folder, { recursive: true, force: true });
  return [...gone];
}

async function abandonedOnEngine(cli: DockerCli): Promise<string[]> {
  const filter = ['--filter', `label=${OWNER_LABEL}`, '--format', FORMAT];
  const lists = await Promise.all([
    cli.must(['ps', '--all', ...filter]),
    cli.must(['network', 'ls', ...filter]),
    cli.must(['volume', 'ls', ...filter]),
  ]);
  return lists
    .flatMap((text) => text.split('\n').filter((line) => line !== ''))
    .map((line) => Owner.parse(JSON.parse(line)))
    .filter(({ owner }) => ownerIsGone(owner))
    .map(({ id }) => id);
}

async function abandonedFolders(): Promise<{ id: string; folder: string }[]> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(WORK_PREFIX));
  const owned = await Promise.all(
    names.map(async (name) => {
      const folder = join(tmpdir(), name);
      try {
        return { folder, ...Owner.parse(JSON.parse(await readFile(join(folder, OWNER_FILE), 'utf8'))) };
      } catch {
        // Not a stand-in's, or one that is being made or removed at this moment.
        return null;
      }
    }),
  );
  return owned.filter((one) => one !== null && ownerIsGone(one.owner)).flatMap((one) => one ?? []);
}

/**
 * Signals every process on this computer that a stand-in (or one of its children) started, found by the mark in its
 * environment. Returns how many there were. Only where there is a /proc; elsewhere it finds none.
 */
export function killMarked(id: string, signal: NodeJS.Signals | 0): number {
  const mark = `${PROCESS_MARK}=${id}`;
  const marked = processIds().filter((pid) => environmentOf(pid).includes(mark));
  for (const pid of marked) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself between the look and the signal.
    }
  }
  return marked.length;
}

/**
 * Ends every host process a stand-in started: SIGTERM, and SIGKILL for those still there after a second (a wrapper
 * script's child does not get the signal its parent got).
 */
export async function endMarked(id: string): Promise<void> {
  killMarked(id, 'SIGTERM');
  const deadline = Date.now() + 1000;
  while (Date.now() < deadline) {
    if (killMarked(id, 0) === 0) return;
    await setTimeout(20);
  }
  killMarked(id, 'SIGKILL');
}

function processIds(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => pid !== process.pid);
  } catch {
    return [];
  }
}

function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
