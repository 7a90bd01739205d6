import { planLanes, skippedBecause, type PlanInput } from '../plan/lanes.ts';
import { boundaryEntries } from '../outcomes/boundary.ts';
import { listenersFrom } from '../outcomes/listeners.ts';
import { sameInterfaces } from '../outcomes/boundary.ts';
import type { Facts } from '../facts/facts.ts';
import { unknown } from '../facts/known.ts';
import { judge } from '../judge/judge.ts';
import { ProbeFailure, type Ports } from '../ports.ts';
import { buildReport } from '../report/build.ts';
import type { BoundaryEntry, Listener } from '../report/schema.ts';
import { RUN_BUDGET } from './budget.ts';
import { channel } from './channel.ts';
import { behindVm, forwarderHint, lanAddressOf, type RunContext } from './context.ts';
import { inspectPrivileged, measureBridge, measurePublished } from './controls.ts';
import type { DiagnoseEvent, DiagnoseOptions } from './events.ts';
import { gatherFacts, type FirstFacts } from './facts.ts';
import { LaneBoard } from './lane-board.ts';
import { measure, promisedLaneFailed, type Measured } from './measure.ts';
import type { ProbeRun } from './probe-run.ts';

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
  emit({ type: 'phase', text: 'Asking this computer and the engine' });
  // Time over ends the measuring, not the report: what is open by then is told as not measured.
  const measuring = new AbortController();
  signal.addEventListener('abort', () => measuring.abort());
  if (signal.aborted) measuring.abort();
  const timer = setTimeout(() => measuring.abort(), options.timeoutMs);
  const first = await gatherFacts(ports, measuring.signal).finally(() => {
    if (signal.aborted) clearTimeout(timer);
  });
  const context: RunContext = {
    ports,
    options,
    signal: measuring.signal,
    host: first.host,
    engine: first.engine,
    emit,
    track(run) {
      runs.push(run);
      return run;
    },
  };
  const state = await measureAll(context, first);
  clearTimeout(timer);
  if (signal.aborted) return;
  const judged = judge(state);
  emit({ type: 'verdict', verdict: judged.verdict, summary: judged.summary, findings: judged.findings });
  emit({
    type: 'report',
    report: buildReport({
      ...state,
      ...judged,
      options,
      startedAt,
      durationMs: options.clock.monotonicMs() - started,
    }),
  });
}

/** Everything that is judged. */
async function measureAll(context: RunContext, first: FirstFacts) {
  const { emit, options } = context;
  let facts: Facts = { host: first.host, engine: first.engine, hostMode: null, probeFailure: null };
  emit({ type: 'facts', facts });
  const input: PlanInput = {
    lanAddress: lanAddressOf(first.host),
    desktop: behindVm(context),
    bridge: options.full || context.ports.service !== null,
    published: options.full,
  };
  const lanes = planLanes(input);
  emit({ type: 'planned', lanes });
  const board = new LaneBoard(lanes, RUN_BUDGET.witnessMs, (lane) => emit({ type: 'lane', lane }));
  let boundary: BoundaryEntry[] = [];
  let listeners: Listener[] = [];
  const ids = lanes.map((lane) => lane.id);
  try {
    const cannot = cannotMeasure(context);
    if (cannot === null) {
      const measured = await measure(context, lanes, board);
      const privileged = await runControls(context, lanes, board, measured);
      await measured.inspected;
      // Nothing more is asked of it: its end runs beside judging and printing.
      void measured.container.stop();
      ({ facts, boundary, listeners } = describe(context, facts, measured, privileged));
      for (const entry of boundary) emit({ type: 'boundary', entry });
      emit({ type: 'facts', facts });
    } else {
      board.giveUp(ids, 'skipped', cannot);
    }
  } catch (error) {
    const failure = failureOf(error, context);
    facts = {
      ...facts,
      probeFailure: { kind: failure.kind, message: failure.message, detail: failure.detail },
    };
    board.giveUp(ids, 'instrument', failure.message);
  }
  for (const lane of lanes)
    board.giveUp([lane.id], 'skipped', skippedBecause(lane, input) ?? 'not measured in this run');
  board.close();
  return { facts, lanes: board.lanes(), boundary, listeners, containers: (await first.containers) ?? [] };
}

/** Runs the controls that were asked for beside each other; those that were not, when a promised lane failed. */
async function runControls(
  context: RunContext,
  lanes: ReturnType<typeof planLanes>,
  board: LaneBoard,
  measured: Measured,
) {
  // Where the feature is known to be off or missing the controls teach nothing more.
  const failed = promisedLaneFailed(board.lanes()) && forwarderHint(context) !== 'off';
  const more = context.options.full || failed;
  if (more && !context.signal.aborted) context.emit({ type: 'phase', text: 'Measuring the controls' });
  const bridge =
    more || context.ports.service !== null ? measureBridge(context, lanes, board, measured) : null;
  const published = more ? measurePublished(context, lanes, board) : null;
  const privileged = context.options.full ? inspectPrivileged(context, measured) : null;
  await Promise.all([bridge, published]);
  return privileged;
}

function describe(
  context: RunContext,
  facts: Facts,
  measured: Measured,
  privileged: Awaited<ReturnType<typeof runControls>>,
) {
  const interfaces = measured.containerFacts.find((event) => event.kind === 'interfaces');
  const sockets = measured.containerFacts.find((event) => event.kind === 'sockets');
  const seen = interfaces?.kind === 'interfaces' ? interfaces.interfaces : null;
  return {
    facts: {
      ...facts,
      hostMode: {
        interfaces: seen ?? [],
        sameAsHost: seen
          ? sameInterfaces(seen, context.host.interfaces)
          : unknown('the interfaces were not read'),
      },
    },
    boundary: boundaryEntries({
      container: measured.containerFacts,
      privileged,
      dialed: measured.boundaryDials,
      containerReceived: measured.container.received,
      hostReceived: measured.host.received,
      hostInterfaces: context.host.interfaces,
      lanAddress: lanAddressOf(context.host),
    }),
    listeners: sockets?.kind === 'sockets' ? listenersFrom(sockets.sockets, measured.ownPorts) : [],
  };
}

/** Why nothing is started at all; null when the lanes can be measured. */
function cannotMeasure(context: RunContext): string | null {
  const { engine } = context;
  if (!engine.reachable) return engine.message;
  if (engine.os === 'windows') return 'the engine runs Windows containers, which have no host network';
  return null;
}

function failureOf(error: unknown, context: RunContext): ProbeFailure {
  if (context.signal.aborted) {
    const seconds = Math.round(context.options.timeoutMs / 1000);
    return new ProbeFailure('timed-out', `The diagnosis did not end within ${seconds} s.`);
  }
  return error instanceof ProbeFailure ? error : new ProbeFailure('died', messageOf(error));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
