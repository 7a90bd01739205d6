import type { Lane, PlannedLane } from '../lanes/lane.ts';
import { planBoundary, type BoundaryPlan } from '../plan/boundary.ts';
import { dialsFor } from '../plan/dials.ts';
import { boundListeners, isAbsent, listensFor, type BoundListener } from '../plan/listeners.ts';
import { portsFrom } from '../plan/ports.ts';
import { ProbeFailure } from '../ports.ts';
import { DIAL_BUDGET, type DialedEvent, type FactsEvent, type ReadyEvent } from '../protocol/index.ts';
import { redialForMs, RUN_BUDGET, startBudgetMs, type ForwarderHint } from './budget.ts';
import { behindVm, expiry, lanAddressOf, sessionSpec, type RunContext } from './context.ts';
import { pause } from './deadline.ts';
import type { LaneBoard } from './lane-board.ts';
import { readProbe, type ProbeRun } from './probe-run.ts';

/** What was seen besides the lanes, which are on the board. */
export interface Measured {
  readonly host: ProbeRun;
  readonly container: ProbeRun;
  readonly hostListeners: ReadonlyMap<string, BoundListener>;
  readonly containerListeners: ReadonlyMap<string, BoundListener>;
  /** Ports of this run's own listeners. */
  readonly ownPorts: ReadonlySet<number>;
  /** Boundary dials of both sides and the container's inspections: live arrays, filled as lines come in. */
  readonly boundaryDials: readonly DialedEvent[];
  readonly containerFacts: readonly FactsEvent[];
  /** Resolves when the container has answered every inspection, or had its time. */
  readonly inspected: Promise<void>;
  /** Resolves when multicast and broadcast were dialled to the end, or had their time. */
  readonly spread: Promise<void>;
  readonly boundary: BoundaryPlan;
}

/** One multicast and one broadcast datagram. */
const SPREAD_DIALS = 2;

/** How often the container is started again with other ports when one was taken: the instrument is retried, never a result. */
const PORT_ATTEMPTS = 3;

/**
 * Measures the lanes between host and host-mode container: a host session that listens, one container that listens, dials
 * and inspects, and a host session that dials it. Lanes settle on the board. Throws ProbeFailure when a probe cannot run.
 */
export async function measure(
  context: RunContext,
  lanes: readonly PlannedLane[],
  board: LaneBoard,
  hint: ForwarderHint,
  round: number,
): Promise<Measured> {
  const { ports, signal, emit } = context;
  const vm = behindVm(context);
  const redial = redialForMs(hint);
  const boundary = planBoundary({
    lanAddress: lanAddressOf(context.host),
    desktop: vm,
    token: context.options.secrets.token,
    multicastPort: portsFrom(context.options.secrets.token, 1, 99 + round)[0] ?? 0,
  });
  let allSpread: () => void = () => undefined;
  const everySpread = new Promise<void>((resolve) => (allSpread = resolve));
  const boundaryDials: DialedEvent[] = [];
  const containerFacts: FactsEvent[] = [];
  const onDialed = (event: DialedEvent) => {
    if (event.lane.startsWith('boundary/')) {
      boundaryDials.push(event);
      if (boundaryDials.length === SPREAD_DIALS) allSpread();
    }
    board.dialed(event);
  };
  const onFacts = (event: FactsEvent) => {
    const lane = undialledLane(event);
    if (lane === null) return true;
    board.giveUp([lane], 'instrument', event.kind === 'failed' ? event.reason : 'it could not be dialled');
    return false;
  };
  const onReceived = () => board.received();

  const listen = [...listensFor('host', lanes), ...boundary.hostListen];
  const host = context.track(
    readProbe(
      ports.host.runProbe(sessionSpec(context, 'host', { listen, stay: true }), signal),
      RUN_BUDGET.hostReadyMs,
      {
        received: onReceived,
      },
    ),
  );
  board.setFarEnd('host', host);
  const hostListeners = boundListeners(await host.ready);

  emit({ type: 'phase', text: 'Starting a host-mode container' });
  let allInspected: () => void = () => undefined;
  const everyInspection = new Promise<void>((resolve) => (allInspected = resolve));
  const toHost = lanes.filter((lane) => lane.from === 'host-mode' && lane.to === 'host');
  const fromContainer = dialsFor(toHost, hostListeners, redial);
  const start = (attempt: number) => {
    const own = listensFor(
      'host-mode',
      lanes,
      portsFrom(context.options.secrets.token, 8, attempt + round * PORT_ATTEMPTS),
    );
    const controls = dialsFor(
      lanes.filter((lane) => lane.from === 'host-mode' && lane.to === 'host-mode'),
      new Map(own.map((spec) => [spec.id, { bound: true, address: spec.address, port: spec.port }])),
      redial,
    );
    const spec = sessionSpec(context, 'host-mode', {
      listen: [...own, ...boundary.containerListen],
      dial: [
        ...fromContainer.dials,
        ...controls.dials,
        ...boundary.containerDial(broadcastPort(hostListeners)),
      ],
      inspect: boundary.containerInspect,
      stay: true,
    });
    return context.track(
      readProbe(
        ports.engine.runProbe({ kind: 'host-mode', spec, expiresAt: expiry(context) }, signal),
        startBudgetMs(context.options.timeoutMs),
        {
          received: onReceived,
          dialed: onDialed,
          facts: (event) => {
            if (!onFacts(event)) return;
            containerFacts.push(event);
            if (containerFacts.length === boundary.containerInspect.length) allInspected();
          },
        },
      ),
    );
  };
  const { run: container, ready } = await startUntilPortsAreFree(context, start);
  const inspected = Promise.race([everyInspection, ended(container), pause(RUN_BUDGET.inspectMs, signal)]);
  board.setFarEnd('host-mode', container);
  const containerListeners = boundListeners(ready);

  emit({ type: 'phase', text: 'Dialling in both directions' });
  board.undialled(fromContainer.undialled);
  board.undialled(absentControls(lanes, containerListeners));
  const toContainer = dialsFor(
    lanes.filter((lane) => lane.from === 'host' && lane.to === 'host-mode'),
    containerListeners,
    redial,
  );
  board.undialled(toContainer.undialled);
  const dialler = context.track(
    readProbe(
      ports.host.runProbe(
        sessionSpec(context, 'host', { dial: [...toContainer.dials, ...boundary.hostDial] }),
        signal,
      ),
      RUN_BUDGET.hostReadyMs,
      { dialed: onDialed, facts: onFacts },
    ),
  );
  const ownPorts = new Set(
    [...hostListeners.values(), ...containerListeners.values()].flatMap((l) => (l.bound ? [l.port] : [])),
  );
  for (const spec of boundary.containerListen) ownPorts.add(spec.port);
  const spread = Promise.race([everySpread, ended(container), pause(DIAL_BUDGET.udpTotalMs, signal)]);
  await settle(context, lanes, board, container, dialler);
  return {
    host,
    container,
    hostListeners,
    containerListeners,
    ownPorts,
    boundaryDials,
    containerFacts,
    inspected,
    spread,
    boundary,
  };
}

/** Waits for the lanes between host and host-mode container; what is open when a side dies or time is up is given up with the reason. */
async function settle(
  context: RunContext,
  lanes: readonly PlannedLane[],
  board: LaneBoard,
  container: ProbeRun,
  dialler: ProbeRun,
): Promise<void> {
  const ids = (test: (lane: PlannedLane) => boolean) => lanes.filter(test).map((lane) => lane.id);
  const mine = ids(
    (lane) => ['host', 'host-mode'].includes(lane.from) && ['host', 'host-mode'].includes(lane.to),
  );
  const done = board.complete(mine);
  const containerDied = container.ended.then((failure) => {
    board.giveUp(mine, 'instrument', failure?.message ?? 'the container ended before the lane was measured');
  });
  const diallerDied = dialler.ended.then(async (failure) => {
    await pause(RUN_BUDGET.witnessMs, context.signal);
    board.giveUp(
      ids((lane) => lane.from === 'host' && lane.to === 'host-mode'),
      'instrument',
      failure?.message ?? 'the host’s dialler ended early',
    );
  });
  void diallerDied;
  await Promise.race([done, containerDied, pause(RUN_BUDGET.dialsMs + RUN_BUDGET.witnessMs, context.signal)]);
  board.giveUp(mine, 'instrument', context.signal.aborted ? 'cancelled' : 'no answer from the probe in time');
}

async function startUntilPortsAreFree(
  context: RunContext,
  start: (attempt: number) => ProbeRun,
): Promise<{ run: ProbeRun; ready: ReadyEvent }> {
  let pulled = false;
  for (let attempt = 0; ; attempt++) {
    const run = start(attempt);
    try {
      const ready = await run.ready;
      const taken = ready.listeners.some((listener) => listener.error?.errno === 'EADDRINUSE');
      if (!taken || attempt + 1 >= PORT_ATTEMPTS) return { run, ready };
      await run.stop();
    } catch (error) {
      if (!(error instanceof ProbeFailure) || error.kind !== 'image-missing' || pulled) throw error;
      pulled = true;
      context.emit({ type: 'phase', text: 'Fetching the probe’s image' });
      await context.ports.engine.pullImage(context.signal);
    }
  }
}

/** The lane that a probe could not dial at all (no sockets left, say): the instrument failed, and says so in a `failed` line. */
function undialledLane(event: FactsEvent): string | null {
  const match = event.kind === 'failed' ? /^dial (.+)$/.exec(event.inspection) : null;
  return match?.[1] ?? null;
}

/** Controls were dialled before it was known what the container could bind: those with no listener have nothing to measure. */
function absentControls(lanes: readonly PlannedLane[], listeners: ReadonlyMap<string, BoundListener>) {
  return lanes
    .filter((lane) => lane.from === 'host-mode' && lane.to === 'host-mode')
    .flatMap((lane) => {
      const listener = listeners.get(`${lane.transport}@${lane.listen}`);
      if (!listener || listener.bound || !isAbsent(listener.errno)) return [];
      return [
        {
          lane,
          missing: 'absent' as const,
          reason: `the container has no ${lane.listen} (${listener.errno})`,
        },
      ];
    });
}

function broadcastPort(listeners: ReadonlyMap<string, BoundListener>): number {
  const listener = listeners.get('udp@broadcast');
  return listener?.bound === true ? listener.port : 9;
}

/** Whether a lane that the feature promises failed: then the controls are worth their containers. */
export function promisedLaneFailed(lanes: readonly Lane[]): boolean {
  return lanes.some(
    (lane) => lane.role === 'verdict' && lane.outcome !== 'reachable' && lane.outcome !== 'not-measured',
  );
}

/** Whether a promised lane was answered: then a forwarder is there, whatever a setting says. */
export function anyPromisedLaneAnswered(lanes: readonly Lane[]): boolean {
  return lanes.some((lane) => lane.role === 'verdict' && lane.outcome === 'reachable');
}

function ended(run: ProbeRun): Promise<void> {
  return run.ended.then(() => undefined);
}
