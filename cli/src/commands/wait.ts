import type { Transport } from '@hostnet/core';
import { EXIT, UsageError } from '../exit.ts';
import { parsePortAndTransport } from '../ports/parse.ts';
import { waitForPorts } from '../ports/wait.ts';
import { print, printNote } from '../terminal.ts';

/** Options of `hostnet wait`. */
export interface WaitFlags {
  /** In ms. */
  readonly timeout: number;
  readonly json?: boolean;
}

/** More ports than this is a sweep, not a wait. */
const MOST_PORTS = 64;

/** What is said of a port whose connections wait. */
const NOT_TAKEN =
  'the kernel accepts connections, but the program does not take them: it hangs or is stopped';

/** However much of the time is over already, so many ms are left for a try. */
const LEAST_MS = 200;

/**
 * Waits until every port answers on localhost. `usedMs` of the time are over already: that of the start of this process. Returns
 * 0 when all do, 1 when time was over first. No container is started.
 */
export async function runWait(
  texts: readonly string[],
  flags: WaitFlags,
  signal: AbortSignal,
  usedMs = 0,
): Promise<number> {
  const wanted = distinct(texts.map(parsePortAndTransport));
  if (wanted.length > MOST_PORTS)
    throw new UsageError(`${wanted.length} ports are too many to wait for: expected at most ${MOST_PORTS}.`);
  const left = Math.max(LEAST_MS, flags.timeout - usedMs);
  const { open, untaken, elapsedMs: waitedMs } = await waitForPorts(wanted, left, signal);
  const elapsedMs = usedMs + waitedMs;
  if (signal.aborted) return EXIT.cancelled;
  const missing = wanted.filter((one) => !open.has(nameOf(one)));
  if (flags.json === true) {
    const ports = wanted.map((one) => ({
      ...one,
      answers: open.has(nameOf(one)),
      ...(untaken.has(nameOf(one)) ? { reason: NOT_TAKEN } : {}),
    }));
    print(
      `${JSON.stringify({ schema: 'hostnet.wait/1', elapsedMs: Math.round(elapsedMs), ports }, null, 2)}\n`,
    );
  } else if (missing.length === 0) {
    print(`${wanted.map(nameOf).join(', ')}: answering after ${(elapsedMs / 1000).toFixed(1)} s\n`);
  } else {
    const udp = missing.some((one) => one.transport === 'udp')
      ? ' A UDP program that only answers its own protocol cannot be waited for.'
      : '';
    const names = missing.map(nameOf).join(', ');
    const hung = missing.map(nameOf).filter((name) => untaken.has(name));
    const why = hung.length > 0 ? ` Of ${hung.join(', ')}: ${NOT_TAKEN}.` : '';
    printNote(`No answer on localhost within ${flags.timeout / 1000} s from: ${names}.${why}${udp}`);
  }
  return missing.length === 0 ? EXIT.ok : EXIT.broken;
}

interface Wanted {
  readonly port: number;
  readonly transport: Transport;
}

function nameOf({ port, transport }: Wanted): string {
  return `${port}/${transport}`;
}

function distinct(wanted: readonly Wanted[]): Wanted[] {
  return [...new Map(wanted.map((one) => [nameOf(one), one])).values()];
}
