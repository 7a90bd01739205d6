import type { PortChain } from '@hostnet/core/listening';
import { explainPort, renderPortChain } from '@hostnet/core/listening';
import type { EarlyQuestions } from '../adapters/choose-engine.ts';
import { EXIT } from '../exit.ts';
import { sweepExpired } from '../expired.ts';
import { composeHints } from '../ports/compose-hints.ts';
import { look, type LookFlags } from '../ports/look.ts';
import type { PortAndTransport } from '../ports/parse.ts';
import { startProgress } from '../progress.ts';
import { print, textOptions } from '../terminal.ts';

/** Options of `hostnet port`. */
export interface PortFlags extends LookFlags {
  readonly udp?: boolean;
}

/** Explains one port. Returns 0 when it is reachable, 1 when a link is broken, 3 when it could not be measured. */
export async function runPort(
  { port, transport }: PortAndTransport,
  flags: PortFlags,
  signal: AbortSignal,
  asked: EarlyQuestions | null = null,
): Promise<number> {
  const progress = startProgress(!process.stderr.isTTY);
  const report = await look(flags, { focus: { port, transport }, discover: false, asked, progress }, signal);
  if (!report) return EXIT.cancelled;
  const alone = explainPort(report, port, transport);
  const hints = alone.broken === 'listener' ? await composeHints({ port, transport }, signal) : [];
  const chain = hints.length === 0 ? alone : explainPort(report, port, transport, hints);
  print(flags.json === true ? `${JSON.stringify(chain, null, 2)}\n` : renderPortChain(chain, textOptions()));
  await sweepExpired(asked?.api ?? null, signal);
  return exitCodeOfChain(chain);
}

function exitCodeOfChain({ verdict }: PortChain): number {
  return { reachable: EXIT.ok, broken: EXIT.broken, unknown: EXIT.notMeasured }[verdict];
}
