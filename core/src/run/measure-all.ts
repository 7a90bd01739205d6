import type { Evidence } from '../model/evidence.ts';
import type { Facts } from '../model/facts.ts';
import { unknown } from '../model/known.ts';
import type { Lane, PlannedLane } from '../model/lane.ts';
import { boundaryEntries, sameInterfaces } from './boundary-entries.ts';
import { listenersFrom } from './namespace-listeners.ts';
import { BROADCAST_LISTENER, MULTICAST_LISTENER } from '../plan/boundary-plan.ts';
import { planLanes, skippedBecause, type PlanInput } from '../plan/planned-lanes.ts';
import { ProbeFailure } from '../model/outside.ts';
import type { Listener } from '../model/listener.ts';
import type { FactsEvent } from '../protocol/index.ts';
import { RUN_BUDGET, type ForwarderHint } from './run-budget.ts';
import { behindVm, forwarderHint, lanAddressOf, type RunContext } from './context.ts';
import { inspectPrivileged, measureBridge, measurePublished } from './controls.ts';
import type { FirstFacts } from './first-facts.ts';
import { LaneBoard } from './lane-board.ts';
import { lookAtOthers } from './other-listeners.ts';
import { measure, type Measured } from './measure.ts';
import { mergeRounds, unlessTriedOnce } from './merge-rounds.ts';
import { isRepeat, repeatsOf } from './repeats.ts';
import { deservesAnotherRound, promisedLaneFailed } from './rounds.ts';

/** Returns everything that is judged. Never throws: what could not be measured is in the facts and the lanes. */
export async function measureAll(context: RunContext, first: FirstFacts): Promise<Evidence> {
  const facts: Facts = { host: first.host, engine: first.engine, hostMode: null, probeFailure: null };
  context.emit({ type: 'facts', facts });
  const hint = forwarderHint(context);
  const input: PlanInput = {
    lanAddress: lanAddressOf(first.host),
    desktop: behindVm(context),
    ipv6: first.host.ipv6Loopback,
    bridge: context.options.full || context.ports.service !== null,
    published: context.options.full,
  };
  const others = hint === 'maybe' ? lookAtOthers(context, first.containers()) : Promise.resolve(null);
  let round = await measureRound(context, facts, input, hint, 0);
  let earlier: readonly Lane[] = [];
  if (deservesAnotherRound(hint, round.lanes)) {
    await round.stop();
    const lingers = hint === 'none' ? 'none' : 'maybe';
    const second = await measureRound(
      context,
      facts,
      input,
      lingers,
      1,
      repeatsOf(planLanes(input), round.lanes),
    );
    // Cut short, or not begun at all, it tells less than the first.
    if (!context.signal.aborted && second.facts.probeFailure === null) {
      const merged = mergeRounds(round.lanes, second.lanes);
      if (hint !== 'off') earlier = merged.refused;
      round = { ...second, lanes: merged.lanes };
    } else {
      round = { ...round, lanes: round.lanes.map(unlessTriedOnce) };
    }
  }
  const [containers, seen] = await Promise.all([first.containers(), others]);
  return {
    facts: round.facts,
    lanes: round.lanes,
    boundary: round.boundary,
    listeners: withOwners(round.listeners, seen?.listeners ?? []),
    containers: containers ?? [],
    ports: seen?.ports ?? null,
    earlier,
  };
}

/** The sockets seen without rights, with the owner of those that were also seen with them. */
function withOwners(plain: readonly Listener[], owned: readonly Listener[]): Listener[] {
  const key = (l: Listener) => `${l.transport} ${l.address} ${l.port}`;
  const known = new Map(owned.map((listener) => [key(listener), listener]));
  const rest = plain.filter((listener) => !known.has(key(listener)));
  return [...rest, ...owned];
}

type Round = Omit<Evidence, 'containers' | 'ports' | 'earlier'> & { stop(): Promise<unknown> };

/** Measures every lane once, and `repeats` beside them. */
async function measureRound(
  context: RunContext,
  facts: Facts,
  input: PlanInput,
  hint: ForwarderHint,
  attempt: number,
  repeats: readonly PlannedLane[] = [],
): Promise<Round> {
  const { emit } = context;
  const planned = planLanes(input);
  emit({ type: 'planned', lanes: planned });
  const lanes = [...planned, ...repeats];
  const board = new LaneBoard(lanes, RUN_BUDGET.witnessMs, (lane) => {
    if (!isRepeat(lane)) emit({ type: 'lane', lane });
  });
  const finish = () => {
    for (const lane of lanes)
      board.giveUp([lane.id], 'skipped', skippedBecause(lane, input) ?? 'not measured in this run');
    board.close();
    return board.lanes();
  };
  const nothing = { boundary: [], listeners: [], stop: () => Promise.resolve() };
  const ids = lanes.map((lane) => lane.id);
  try {
    const cannot = cannotMeasure(context);
    if (cannot !== null) {
      board.giveUp(ids, 'skipped', cannot);
      return { facts, lanes: finish(), ...nothing };
    }
    board.undialled(
      lanes
        .filter((lane) => !input.ipv6 && isHostsOwnIpv6(lane))
        .map((lane) => ({ lane, missing: 'absent', reason: 'this computer has no ::1' })),
    );
    const measured = await measure(context, lanes, board, hint, attempt);
    // The controls of a round that is measured again would be measured twice.
    const again = attempt === 0 && deservesAnotherRound(hint, board.lanes());
    const privileged = again ? null : await runControls(context, lanes, board, measured, hint);
    await measured.watched;
    // Nothing more is asked of them: their end runs beside judging and printing.
    const stop = () => Promise.all([measured.container.stop(), measured.host.stop()]);
    void stop();
    const died = measured.died && {
      kind: measured.died.kind,
      message: measured.died.message,
      detail: measured.died.detail,
    };
    const seen = describe(context, { ...facts, probeFailure: died }, measured, privileged);
    for (const entry of seen.boundary) emit({ type: 'boundary', entry });
    emit({ type: 'facts', facts: seen.facts });
    return { ...seen, lanes: finish(), stop };
  } catch (error) {
    const { kind, message, detail } = failureOf(error, context);
    board.giveUp(ids, 'instrument', message);
    return { facts: { ...facts, probeFailure: { kind, message, detail } }, lanes: finish(), ...nothing };
  }
}

/** Runs the controls that were asked for beside each other; those that were not, when a promised lane failed. */
async function runControls(
  context: RunContext,
  lanes: readonly PlannedLane[],
  board: LaneBoard,
  measured: Measured,
  hint: ForwarderHint,
): Promise<FactsEvent[] | null> {
  const { full } = context.options;
  // Where the feature is known to be off or missing the controls teach nothing more.
  const more = full || (promisedLaneFailed(board.lanes()) && hint !== 'off');
  if (more && !context.signal.aborted) context.emit({ type: 'phase', text: 'Measuring the controls' });
  const throughService = context.ports.service !== null;
  const [privileged] = await Promise.all([
    full ? inspectPrivileged(context, measured) : null,
    more || throughService ? measureBridge(context, lanes, board, measured) : null,
    more ? measurePublished(context, lanes, board, measured) : null,
  ]);
  return privileged;
}

function describe(context: RunContext, facts: Facts, measured: Measured, privileged: FactsEvent[] | null) {
  const interfaces = measured.watch.inspections.find((event) => event.kind === 'interfaces');
  const sockets = measured.watch.inspections.find((event) => event.kind === 'sockets');
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
      container: measured.watch.inspections,
      privileged,
      dialed: measured.watch.dials,
      containerReceived: measured.container.received,
      hostReceived: measured.host.received,
      hostInterfaces: context.host.interfaces,
      lanAddress: lanAddressOf(context.host),
      listening: {
        multicast: measured.containerListeners.get(MULTICAST_LISTENER)?.bound === true,
        broadcast: measured.hostListeners.get(BROADCAST_LISTENER)?.bound === true,
      },
    }),
    listeners: sockets?.kind === 'sockets' ? listenersFrom(sockets.sockets, measured.ownPorts) : [],
  };
}

/** A lane that needs this computer's own ::1. */
function isHostsOwnIpv6(lane: PlannedLane): boolean {
  return lane.address === '::1' && (lane.from === 'host' || lane.to === 'host');
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
