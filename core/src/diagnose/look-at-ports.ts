import type { EngineFacts, Facts } from '../model/facts.ts';
import { known, unknown } from '../model/known.ts';
import type { InsideLook, PortFacts } from '../model/port-facts.ts';
import { ProbeFailure, type Ports } from '../model/outside.ts';
import type { Listener } from '../model/listener.ts';
import { channel } from '../run/channel.ts';
import type { RunContext } from '../run/context.ts';
import { once } from '../run/once.ts';
import { gatherFacts } from '../run/first-facts.ts';
import type { ProbeRun } from '../run/probe-run.ts';
import { lookInside } from '../run/look/look-inside.ts';
import { readBindFailures } from '../run/look/read-logs.ts';
import type { HostPortFacts, LookOptions, PortsEvent } from '../model/look.ts';
import { lookAtHostMode, notLooked, type HostModeStarted } from '../run/look/look-host-mode.ts';
import { lookAtReach, type ReachSeen } from '../run/look/look-reach.ts';
import { PORTS_SCHEMA } from '../model/ports-report-name.ts';
import type { PortsReport } from '../model/ports-report.ts';

/**
 * Looks at what listens in host mode and at what answers of it on this computer; at the end the `report` event. At most
 * one container is started, and a second without rights where the first is refused. Returns when every probe it started is
 * gone, also when the reader leaves early or `signal` aborts; then it throws ProbeFailure `cancelled`. What could not be
 * seen is in the report, with the reason.
 */
export async function* lookAtPorts(
  ports: Ports,
  options: LookOptions,
  signal: AbortSignal,
): AsyncGenerator<PortsEvent, void> {
  const out = channel<PortsEvent>();
  const inner = new AbortController();
  const abort = () => inner.abort();
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  const timer = setTimeout(abort, options.timeoutMs);
  const runs: ProbeRun[] = [];
  const emit = (event: PortsEvent) => out.push(event);
  const work = look(ports, options, inner.signal, runs, emit).then(
    () => out.close(),
    (error: unknown) => out.close(error),
  );
  try {
    yield* out;
    if (signal.aborted) throw cancelled();
  } catch (error) {
    throw signal.aborted ? cancelled() : error;
  } finally {
    clearTimeout(timer);
    inner.abort();
    signal.removeEventListener('abort', abort);
    await Promise.all([work, ...runs.map((run) => run.stop())]);
  }
}

async function look(
  ports: Ports,
  options: LookOptions,
  signal: AbortSignal,
  runs: ProbeRun[],
  emit: (event: PortsEvent) => void,
): Promise<void> {
  const startedAt = options.clock.now().toISOString();
  const began = options.clock.monotonicMs();
  emit({ type: 'phase', text: 'Reading the facts of this computer and the engine' });
  const first = await gatherFacts(ports, signal);
  // What costs this process time is done while the engine starts the container.
  const beside = besideStart(options, signal);
  const whileStarting = () => {
    void first.containers();
    beside.begin();
  };
  const context = contextOf(ports, options, signal, { ...first, whileStarting }, runs, emit);
  const bare: Facts = { host: first.host, engine: first.engine, hostMode: null, probeFailure: null };
  emit({ type: 'facts', facts: bare });
  const cannot = cannotLook(first.engine);
  if (cannot === null) emit({ type: 'phase', text: 'Listing open ports' });
  const hostMode = cannot === null ? await lookAtHostMode(context, options) : notLooked(cannot);
  const asked = first.engine.reachable ? first.containers() : Promise.resolve(null);
  const listed = asked.then((all) => all ?? []);
  const failures = listed.then((all) => readBindFailures(context, all));
  const seen = await lookAtReach(
    context,
    options,
    hostMode,
    { containers: () => listed, filtered: async () => isFiltered(await beside.hostPorts()) },
    emit,
  );
  const facts = factsOf(bare, hostMode, seen);
  const containers = await listed;
  const inside = await lookInside(context, options, containers);
  const portFacts: PortFacts = {
    ...portFactsOf(seen, hostMode),
    ...((await beside.hostPorts()) ?? { excludedPorts: UNLOOKED, firewalls: UNLOOKED }),
    bindFailures: await failures,
    ...insideOf(inside),
  };
  // Nothing more is asked of it: its end runs beside judging and printing.
  void hostMode.stop();
  if (signal.aborted) throw new ProbeFailure('timed-out', timeOver(options));
  const [{ judge }, { judgeLook }] = await beside.judging();
  const report: PortsReport = {
    schema: PORTS_SCHEMA,
    startedAt,
    durationMs: Math.round(options.clock.monotonicMs() - began),
    tool: options.tool,
    facts,
    containers,
    containersReason: (await asked) === null ? (cannot ?? 'the engine did not list them in time') : null,
    ...judgeLook({ ...seen, facts, containers, ports: portFacts }, judge),
  };
  emit({ type: 'report', report });
}

/** What is needed late and takes this process long: firewalls are read by other programs, and the checks are most of the code. */
function besideStart({ hostPorts }: LookOptions, signal: AbortSignal) {
  const asked = {
    hostPorts: once(async () => (await hostPorts?.(signal)) ?? null),
    judging: once(() => Promise.all([import('../judge/judge.ts'), import('./judge-look.ts')])),
  };
  return {
    ...asked,
    begin() {
      void asked.hostPorts();
      void asked.judging();
    },
  };
}

function isFiltered(facts: HostPortFacts | null): boolean {
  return facts?.firewalls.known === true && facts.firewalls.value.some(({ active }) => active);
}

/** Absent where no container was looked into. */
function insideOf(looks: readonly InsideLook[]): Pick<PortFacts, 'inside'> {
  return looks.length > 0 ? { inside: [...looks] } : {};
}

/** Why there is no host-mode namespace to look into; null when there is. */
function cannotLook(engine: EngineFacts): string | null {
  if (!engine.reachable) return engine.message;
  return engine.os === 'windows' ? 'the engine runs Windows containers, which have no host network' : null;
}

function factsOf(bare: Facts, { failure }: HostModeStarted, { interfaces, sameAsHost }: ReachSeen): Facts {
  if (failure) {
    const { kind, message, detail } = failure;
    return { ...bare, probeFailure: { kind, message, detail } };
  }
  return { ...bare, hostMode: interfaces.known ? { interfaces: [...interfaces.value], sameAsHost } : null };
}

function portFactsOf(
  { listed, listeners, hostListeners, reach, discovery }: ReachSeen,
  { refusal }: HostModeStarted,
): Omit<PortFacts, 'excludedPorts' | 'firewalls' | 'bindFailures'> {
  const start = listed.known ? listed.value.unprivilegedPortStart : null;
  return {
    hostListeners,
    ...(listed.known && listeners
      ? ownersOf(listeners, refusal ?? listed.value.reason)
      : { owners: 'none' as const, ownersReason: listed.known ? null : listed.reason }),
    reach: [...reach],
    unprivilegedPortStart:
      start === null ? unknown('the host-mode container did not report it') : known(start, 'host mode'),
    discovery: [...discovery],
  };
}

function ownersOf(
  listeners: readonly Listener[],
  reason: string | null,
): Pick<PortFacts, 'owners' | 'ownersReason'> {
  const known = listeners.filter((one) => one.pid !== null).length;
  if (known === listeners.length) return { owners: 'all', ownersReason: null };
  return { owners: known > 0 ? 'some' : 'none', ownersReason: reason };
}

function contextOf(
  ports: Ports,
  options: LookOptions,
  signal: AbortSignal,
  first: Pick<Awaited<ReturnType<typeof gatherFacts>>, 'host' | 'engine'> & Pick<RunContext, 'whileStarting'>,
  runs: ProbeRun[],
  emit: (event: PortsEvent) => void,
): RunContext {
  return {
    ports,
    options: { ...options, full: false },
    signal,
    host: first.host,
    engine: first.engine,
    emit: (event) => {
      if (event.type === 'phase') emit(event);
    },
    whileStarting: first.whileStarting,
    track(run) {
      runs.push(run);
      return run;
    },
  };
}

function cancelled(): ProbeFailure {
  return new ProbeFailure('cancelled', 'The check of the ports was cancelled.');
}

function timeOver(options: LookOptions): string {
  return `The check of the ports did not end within ${Math.round(options.timeoutMs / 1000)} s.`;
}

const UNLOOKED = unknown('only `hostnet` in a terminal checks it');
