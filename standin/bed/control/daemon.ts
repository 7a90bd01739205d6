import { setPriority } from 'node:os';
import { setInterval } from 'node:timers';
import { Bed } from '../bed.ts';
import { FORWARDER_NICE } from '../forward/forwarder.ts';
import { isRunning, markProcess } from '../engine/processes.ts';
import { KnobError, turn, type Knobs } from '../knobs.ts';
import { scenarioOf } from '../scenarios.ts';
import { controlSocket, recordBed } from './places.ts';
import type { BedAnswer, BedCommand, BedStatus } from './protocol.ts';
import { openControl } from './server.ts';

/** What `up` hands to the daemon, as JSON. */
export interface DaemonConfig {
  readonly name: string;
  readonly folder: string;
  readonly script: string;
  readonly knobs: Knobs;
  readonly imageTar?: string;
  /** The bed ends when this process does; null: it stays until `down`. */
  readonly owner: number | null;
}

/** What the daemon says to `up`, once. */
export type DaemonGreeting = { readonly status: BedStatus } | { readonly problem: string };

const OWNER_EVERY_MS = 250;

/** Runs one bed until it is told to end. Never returns before. */
export async function runDaemon(config: DaemonConfig): Promise<void> {
  const greet = (greeting: DaemonGreeting): void => {
    if (process.connected) process.send?.(greeting, () => process.disconnect());
  };
  let bed: Bed;
  try {
    bed = await Bed.start(config);
  } catch (error) {
    greet({ problem: error instanceof Error ? error.message : String(error) });
    process.exitCode = 1;
    return;
  }
  // The engine and its containers are started by now and keep theirs.
  setPriority(FORWARDER_NICE);
  let ending: Promise<void> | null = null;
  const end = (): Promise<void> => (ending ??= bed.stop());
  const endAndExit = (): void => void end().then(() => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, endAndExit);
  const owner = config.owner === null ? null : markProcess(config.owner);
  if (config.owner !== null) {
    setInterval(() => {
      if (!owner || !isRunning(owner)) endAndExit();
    }, OWNER_EVERY_MS);
  }
  await openControl(controlSocket(bed.folder), async (command) => {
    const answer = await obey(bed, command, end);
    // The answer to `down` must leave before the process does.
    if (command.do === 'down') setTimeout(() => process.exit(0), 50);
    return answer;
  });
  recordBed(bed.folder, config.name);
  greet({ status: bed.status() });
}

async function obey(bed: Bed, command: BedCommand, end: () => Promise<void>): Promise<BedAnswer> {
  try {
    if (command.do === 'set') await bed.apply(turn(bed.knobs, command.assignments));
    if (command.do === 'scenario') await bed.enter(scenarioOf(command.name));
    if (command.do === 'restart-forwarder') await bed.restartForwarder();
  } catch (error) {
    if (error instanceof KnobError) return { problem: error.message };
    throw error;
  }
  const status = bed.status();
  if (command.do === 'down') await end();
  return { status };
}
