import type { PortsReport } from '@hostnet/core/listening';
import type { EarlyQuestions } from '../adapters/choose-engine.ts';
import { EXIT } from '../exit.ts';
import { loadAnswers, look, type LookFlags } from '../ports/look.ts';
import { startProgress } from '../progress.ts';
import { print, textOptions } from '../terminal.ts';

/** Options of `hostnet ports`. */
export interface PortsFlags extends LookFlags {
  readonly watch?: boolean;
}

/**
 * Lists what listens in host mode and what answers of it. Returns 0 when all that containers listen on answers where it
 * should, 1 when something does not, 3 when host mode could not be looked into.
 */
export async function runPorts(
  flags: PortsFlags,
  signal: AbortSignal,
  asked: EarlyQuestions | null = null,
): Promise<number> {
  if (flags.watch === true) return (await import('../ports/watch.ts')).watchPorts(flags, signal);
  const progress = startProgress(!process.stderr.isTTY);
  const show = async (report: PortsReport): Promise<number> => {
    const { renderPorts } = await loadAnswers();
    print(flags.json === true ? `${JSON.stringify(report, null, 2)}\n` : renderPorts(report, textOptions()));
    return exitCodeOfPorts(report);
  };
  const ask = { focus: null, discover: true, asked, progress, show };
  return (await look(flags, ask, signal)) ?? EXIT.cancelled;
}

function exitCodeOfPorts({ listeners, restartGuard, findings }: PortsReport): number {
  if (listeners === null) return EXIT.notMeasured;
  const failed = listeners.some(
    (row) =>
      row.container !== null &&
      Object.values(row.reach).some(
        (cell) => cell.expected === 'yes' && !['reachable', 'not-measured'].includes(cell.outcome),
      ),
  );
  const told = findings.some((finding) => finding.severity === 'error');
  return failed || told || restartGuard.length > 0 ? EXIT.broken : EXIT.ok;
}
