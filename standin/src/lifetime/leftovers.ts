import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { removeLabelled } from '../compose/up.ts';
import type { DockerCli } from '../docker/cli.ts';
import { OWNER_LABEL, ownerIsGone, PROCESS_MARK, STANDIN_LABEL } from './identity.ts';

const Row = z.object({ id: z.string(), owner: z.string() });
const FORMAT = `{"id":{{json (.Label "${STANDIN_LABEL}")}},"owner":{{json (.Label "${OWNER_LABEL}")}}}`;

/**
 * Removes what stand-ins left on this engine whose process has gone (a crash, SIGKILL): containers, networks, volumes,
 * and their host processes. Returns the ids of those stand-ins. Leaves living stand-ins and kept volumes alone.
 */
export async function removeLeftovers(cli: DockerCli): Promise<string[]> {
  const filter = ['--filter', `label=${OWNER_LABEL}`, '--format', FORMAT];
  const lists = await Promise.all([
    cli.must(['ps', '--all', ...filter]),
    cli.must(['network', 'ls', ...filter]),
    cli.must(['volume', 'ls', ...filter]),
  ]);
  const gone = new Set(
    lists
      .flatMap((text) => text.split('\n').filter((line) => line !== ''))
      .map((line) => Row.parse(JSON.parse(line)))
      .filter(({ owner }) => ownerIsGone(owner))
      .map(({ id }) => id),
  );
  for (const id of gone) {
    killMarked(id, 'SIGKILL');
    await removeLabelled(cli, `${STANDIN_LABEL}=${id}`, { volumes: true, graceful: false });
  }
  return [...gone];
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
