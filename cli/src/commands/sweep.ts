import { EXIT, UsageError } from '../exit.ts';
import { parseAddress, parseRanges } from '../ports/parse.ts';
import { sweepPorts, type Swept } from '../ports/sweep.ts';
import { startProgress } from '../progress.ts';
import { print } from '../terminal.ts';

/** Options of `hostnet sweep`. */
export interface SweepFlags {
  readonly udp?: boolean;
  readonly address: string;
  readonly json?: boolean;
}

/** More ranges than this are a mistake. */
const MOST_RANGES = 64;

/** Tries every port of the ranges. Returns 0 when some answer, 1 when none does, 3 when they could not be tried. */
export async function runSweep(
  texts: readonly string[],
  flags: SweepFlags,
  signal: AbortSignal,
): Promise<number> {
  const ranges = texts.flatMap(parseRanges);
  const address = parseAddress(flags.address);
  if (ranges.length > MOST_RANGES)
    throw new UsageError(`${ranges.length} ranges are too many: expected at most ${MOST_RANGES}.`);
  const transport = flags.udp === true ? 'udp' : 'tcp';
  const progress = startProgress(flags.json === true && !process.stderr.isTTY);
  const total = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const count = `${total} ${transport.toUpperCase()} port${total === 1 ? '' : 's'} of ${address}`;
  progress.phase(`Trying ${count}`);
  const swept = await sweepPorts({ ranges, address, transport }, signal, (done) => {
    if (process.stderr.isTTY) progress.phase(`Trying ${count}: ${Math.floor((done / total) * 100)} %`);
  });
  progress.clear();
  if (signal.aborted) return EXIT.cancelled;
  print(flags.json === true ? `${JSON.stringify(swept, null, 2)}\n` : textOf(swept, total));
  if (swept.failed === total) return EXIT.notMeasured;
  return swept.open.length > 0 ? EXIT.ok : EXIT.broken;
}

function textOf(swept: Swept, total: number): string {
  const { open, closed, silent, failed, errno, address, transport, durationMs } = swept;
  const rest = [
    `${closed} closed`,
    ...(silent.length > 0
      ? [
          `${silent.length} silent${transport === 'udp' ? ' (open or filtered: UDP does not show which)' : ''}`,
        ]
      : []),
    ...(failed > 0 ? [`${failed} not tried (${errno ?? 'no reason given'})`] : []),
  ];
  return [
    ...open.map((port) => `${port}/${transport} answers`),
    `${open.length} of ${total} ports of ${address} answer; ${rest.join(', ')}; ${(durationMs / 1000).toFixed(2)} s`,
    '',
  ].join('\n');
}
