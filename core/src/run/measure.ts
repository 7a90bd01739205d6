import type { PlannedLane } from '../model/lane.ts';
import { planBoundary, type BoundaryPlan } from '../plan/boundary-plan.ts';
import { dialsFor, type Undialled } from '../plan/lane-dials.ts';
import { boundListeners, isAbsent, listenerId, type BoundListener } from '../plan/lane-listeners.ts';
import { portsFrom } from '../plan/listener-ports.ts';
import type { ProbeFailure } from '../model/outside.ts';
import { DIAL_BUDGET } from '../protocol/budget.ts';
import { BoundaryWatch, undialledLane } from './boundary-watch.ts';
import { PATIENCE_MS, redialForMs, RUN_BUDGET, type ForwarderHint } from './run-budget.ts';
import { behindVm, lanAddressOf, sessionSpec, type RunContext } from './context.ts';
import { pause } from './deadline.ts';
import { PORT_ATTEMPTS, startHostListeners } from './host-listeners.ts';
import { startHostModeContainer } from './host-mode-container.ts';
import type { LaneBoard } from './lane-board.ts';
import { readProbe, type ProbeRun } from './probe-run.ts';
import { settle } from './settle.ts';

/** What was seen besides the lanes, which are on the board. */
export interface Measured {
  readonly host: ProbeRun;
  readonly container: ProbeRun;
  readonly hostListeners: ReadonlyMap<string, BoundListener>;
  readonly containerListeners: ReadonlyMap<string, BoundListener>;
  /** Ports of this run's own listeners. */
  readonly ownPorts: ReadonlySet<number>;
  /** Still filled while lines come in. */
  readonly watch: BoundaryWatch;
  /** Resolves when all of the boundary is known, or had its time. */
  readonly watched: Promise<unknown>;
  readonly boundary: BoundaryPlan;
  /** Why a side died before all was measured, null when none did. */
  readonly died: ProbeFailure | null;
}

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
  const { token } = context.options.secrets;
  const redial = redialForMs(hint);
  const patience = round === 0 ? undefined : PATIENCE_MS;
  const boundary = planBoundary({
    lanAddress: lanAddressOf(context.host),
    desktop: behindVm(context),
    token,
    multicastPort: portsFrom(token, 'container', 1, 99 + round)[0] ?? 0,
  });
  const watch = new BoundaryWatch(boundary.containerInspect.length);

  const firstAttempt = round * PORT_ATTEMPTS;
  const { run: host, listeners: hostListeners } = await startHostListeners(
    context,
    lanes,
    boundary.hostListen,
    board,
    firstAttempt,
  );
  board.setFarEnd('host', host);

  emit({ type: 'phase', text: 'Starting a host-mode container' });
  const toHost = dialsFor(open(board, lanes, 'host-mode', 'host'), hostListeners, redial, patience);
  const plan = {
    lanes,
    boundary,
    toHost,
    hostListeners,
    redialForMs: redial,
    firstAttempt,
  };
  const { run: container, ready } = await startHostModeContainer(context, plan, board, watch);
  const containerListeners = boundListeners(ready);
  const watched = Promise.race([
    Promise.all([
      Promise.race([watch.inspected, pause(RUN_BUDGET.inspectMs, signal)]),
      Promise.race([watch.spread, pause(DIAL_BUDGET.spreadTotalMs + RUN_BUDGET.witnessMs, signal)]),
    ]),
    container.ended,
  ]);

  emit({ type: 'phase', text: 'Testing both directions' });
  const toContainer = dialsFor(open(board, lanes, 'host', 'host-mode'), containerListeners, redial, patience);
  board.undialled([
    ...toHost.undialled,
    ...toContainer.undialled,
    ...absentControls(lanes, containerListeners),
  ]);
  const dialling = sessionSpec(context, 'host', { dial: [...toContainer.dials, ...boundary.hostDial] });
  const dialler = context.track(
    readProbe(ports.host.runProbe(dialling, signal), RUN_BUDGET.hostReadyMs, {
      dialed(event) {
        if (!watch.dialed(event)) board.dialed(event);
      },
      facts(event) {
        const failed = undialledLane(event);
        if (failed) board.giveUp([failed.lane], 'instrument', failed.reason);
      },
    }),
  );
  const died = await settle(context, lanes, board, { host, container, dialler }, round);
  const ownPorts = new Set(boundary.containerListen.map((spec) => spec.port));
  for (const listener of [...hostListeners.values(), ...containerListeners.values()]) {
    if (listener.bound) ownPorts.add(listener.port);
  }
  return { host, container, hostListeners, containerListeners, ownPorts, watch, watched, boundary, died };
}

/** Lanes of one direction that are not settled already. */
function open(board: LaneBoard, lanes: readonly PlannedLane[], from: string, to: string): PlannedLane[] {
  return lanes.filter((lane) => lane.from === from && lane.to === to && !board.isComplete(lane.id));
}

/** Controls were dialled before it was known what the container could bind: those with no listener have nothing to measure. */
function absentControls(
  lanes: readonly PlannedLane[],
  listeners: ReadonlyMap<string, BoundListener>,
): Undialled[] {
  return lanes
    .filter((lane) => lane.from === 'host-mode' && lane.to === 'host-mode')
    .flatMap((lane) => {
      const listener = listeners.get(listenerId(lane.transport, lane.listen));
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
