import type { PortChain, PortsReport } from '@hostnet/core/listening';
import type { EarlyQuestions } from '../adapters/choose-engine.ts';
import { EXIT } from '../exit.ts';
import { composeHints, loadCompose } from '../ports/compose-hints.ts';
import { loadAnswers, look, type LookAsk, type LookFlags } from '../ports/look.ts';
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
  const ask: LookAsk<number> = {
    focus: { port, transport },
    discover: false,
    asked,
    progress,
    listeners(all) {
      if (!all.some((one) => one.port === port && one.transport === transport)) void loadCompose();
    },
    async show(report) {
      const chain = await explain(report, { port, transport }, signal);
      const { renderPortChain } = await loadAnswers();
      print(
        flags.json === true ? `${JSON.stringify(chain, null, 2)}\n` : renderPortChain(chain, textOptions()),
      );
      return exitCodeOfChain(chain);
    },
  };
  return (await look(flags, ask, signal)) ?? EXIT.cancelled;
}

/** Where nothing listens, a Compose file may name what should. */
async function explain(
  report: PortsReport,
  { port, transport }: PortAndTransport,
  signal: AbortSignal,
): Promise<PortChain> {
  const { explainPort } = await loadAnswers();
  const alone = explainPort(report, port, transport);
  const hints = alone.broken === 'listener' ? await composeHints({ port, transport }, signal) : [];
  return hints.length === 0 ? alone : explainPort(report, port, transport, hints);
}

function exitCodeOfChain({ verdict }: PortChain): number {
  return { reachable: EXIT.ok, broken: EXIT.broken, unknown: EXIT.notMeasured }[verdict];
}
