import { randomBytes } from 'node:crypto';
import type { DiagnoseOptions, Report } from '@hostnet/core';
import { DEFAULT_TIMEOUT_MS, diagnose, ProbeFailure } from '@hostnet/core/start';
import { chooseEngine, type EarlyQuestions } from '../adapters/choose-engine.ts';
import type { EngineChoice } from '../engine-choice.ts';
import { localHost } from '../adapters/local-host.ts';
import { EXIT, exitCodeOf, UnavailableError } from '../exit.ts';
import { startProgress } from '../progress.ts';
import { sweepExpired } from '../expired.ts';
import { imageOf } from '../image.ts';
import { print, printNote, textOptions } from '../terminal.ts';
import { VERSION } from '../version.ts';

/** Options of `hostnet diagnose`. */
export interface DiagnoseFlags {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly full?: boolean;
  readonly verbose?: boolean;
  readonly engine: EngineChoice;
  /** In ms. */
  readonly timeout?: number;
  readonly image?: string;
  /** false: no container with the rights to see owners of sockets. */
  readonly owners?: boolean;
}

/** Runs a diagnosis and prints it. Returns the exit code. */
export async function runDiagnose(
  flags: DiagnoseFlags,
  signal: AbortSignal,
  asked: EarlyQuestions | null = null,
): Promise<number> {
  const machine = flags.json === true || flags.markdown === true;
  const progress = startProgress(machine && !process.stderr.isTTY);
  const image = imageOf(flags.image);
  const ports = { engine: chooseEngine(flags.engine, image, asked), host: localHost(), service: null };
  let planned = 0;
  let settled = 0;
  let report: Report | null = null;
  // Never rejects. It runs beside the end of what the run started.
  let sweeping: Promise<unknown> = Promise.resolve();
  try {
    for await (const event of diagnose(ports, optionsOf(flags), signal)) {
      if (event.type === 'phase') progress.phase(event.text);
      if (event.type === 'planned') planned = event.lanes.length;
      if (event.type === 'lane') progress.lane(++settled, planned);
      if (event.type === 'report') {
        report = event.report;
        progress.clear();
        await printReport(report, flags);
        sweeping = sweepExpired(asked?.api ?? null, signal);
        await keep(report);
      }
    }
  } catch (error) {
    progress.clear();
    if (error instanceof ProbeFailure && error.kind === 'cancelled') return EXIT.cancelled;
    throw error;
  }
  await sweeping;
  if (!report) throw new UnavailableError('The diagnosis ended without a report.');
  return exitCodeOf(report.verdict);
}

function optionsOf(flags: DiagnoseFlags): DiagnoseOptions {
  return {
    tool: { name: 'hostnet', version: VERSION, surface: 'cli' },
    full: flags.full === true,
    owners: flags.owners ?? true,
    timeoutMs: flags.timeout ?? DEFAULT_TIMEOUT_MS,
    secrets: { token: randomBytes(32).toString('hex'), run: randomBytes(5).toString('hex') },
    clock: { now: () => new Date(), monotonicMs: () => performance.now() },
  };
}

async function printReport(report: Report, flags: DiagnoseFlags): Promise<void> {
  print(ensureNewline(await render(report, flags)));
}

/** The verdict is printed by then: keeping it delays nobody who reads it, and its failure is one line. */
async function keep(report: Report): Promise<void> {
  const { keepReport } = await import('../report/keep.ts');
  const problem = await keepReport(report);
  if (problem !== null) printNote(problem);
}

async function render(report: Report, flags: DiagnoseFlags): Promise<string> {
  const { renderJson, renderMarkdown, renderText } = await import('@hostnet/core/late');
  if (flags.json === true) return renderJson(report);
  if (flags.markdown === true) return renderMarkdown(report);
  return renderText(report, {
    ...textOptions(),
    verbose: flags.verbose === true,
  });
}

function ensureNewline(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
