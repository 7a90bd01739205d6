import { ProbeFailure, type Ports } from '../model/outside.ts';
import { buildReport } from './build-report.ts';
import { channel } from '../run/channel.ts';
import type { RunContext } from '../run/context.ts';
import { once } from '../run/once.ts';
import type { DiagnoseEvent, DiagnoseOptions } from '../model/diagnosis.ts';
import { gatherFacts } from '../run/first-facts.ts';
import { measureAll } from '../run/measure-all.ts';
import type { ProbeRun } from '../run/probe-run.ts';

/**
 * Diagnoses host networking: facts, lanes, findings, verdict, and at the end the `report` event. Returns when every probe
 * it started is gone, also when the reader leaves early or `signal` aborts; then it throws ProbeFailure `cancelled`.
 */
export async function* diagnose(
  ports: Ports,
  options: DiagnoseOptions,
  signal: AbortSignal,
): AsyncGenerator<DiagnoseEvent, void> {
  const out = channel<DiagnoseEvent>();
  const inner = new AbortController();
  const abort = () => inner.abort();
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  const runs: ProbeRun[] = [];
  const started = options.clock.monotonicMs();
  const work = runDiagnosis(ports, options, inner.signal, started, runs, (event) => out.push(event)).then(
    () => out.close(),
    (error: unknown) => out.close(error),
  );
  try {
    yield* out;
    if (signal.aborted) throw new ProbeFailure('cancelled', 'The diagnosis was cancelled.');
  } finally {
    inner.abort();
    signal.removeEventListener('abort', abort);
    await Promise.all([work, ...runs.map((run) => run.stop())]);
  }
}

async function runDiagnosis(
  ports: Ports,
  options: DiagnoseOptions,
  signal: AbortSignal,
  started: number,
  runs: ProbeRun[],
  emit: (event: DiagnoseEvent) => void,
): Promise<void> {
  const startedAt = options.clock.now().toISOString();
  emit({ type: 'phase', text: 'Reading the facts of this computer and the engine' });
  // Time over ends the measuring, not the report: what is open by then is told as not measured.
  const measuring = new AbortController();
  const abort = () => measuring.abort();
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  const timer = setTimeout(abort, options.timeoutMs);
  try {
    const first = await gatherFacts(ports, measuring.signal);
    // The checks are most of the code, and needed last: they are loaded while the engine starts the container.
    const judging = once(() => import('../judge/judge.ts'));
    const context: RunContext = {
      ports,
      options,
      signal: measuring.signal,
      host: first.host,
      engine: first.engine,
      emit,
      whileStarting() {
        void first.containers();
        void judging();
      },
      track(run) {
        runs.push(run);
        return run;
      },
    };
    const state = await measureAll(context, first);
    if (signal.aborted) return;
    const { judge } = await judging();
    const judged = judge(state);
    emit({ type: 'verdict', verdict: judged.verdict, summary: judged.summary, findings: judged.findings });
    const durationMs = options.clock.monotonicMs() - started;
    emit({ type: 'report', report: buildReport({ ...state, ...judged, options, startedAt, durationMs }) });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
