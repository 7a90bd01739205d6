import type { PlannedLane } from '../model/lane.ts';
import type { BoundaryPlan } from '../plan/boundary-plan.ts';
import { BROADCAST_LISTENER } from '../plan/boundary-plan.ts';
import { dialsFor, type DialPlan } from '../plan/lane-dials.ts';
import { listensFor, type BoundListener } from '../plan/lane-listeners.ts';
import { portsFrom } from '../plan/listener-ports.ts';
import { ProbeFailure } from '../model/outside.ts';
import type { ReadyEvent, SessionSpec } from '../protocol/index.ts';
import { startBudgetMs } from './run-budget.ts';
import { undialledLane, type BoundaryWatch } from './boundary-watch.ts';
import { expiry, sessionSpec, type RunContext } from './context.ts';
import { PORT_ATTEMPTS, portTaken, PORTS_A_SIDE } from './host-listeners.ts';
import type { LaneBoard } from './lane-board.ts';
import { readProbe, whileStarting, type ProbeRun } from './probe-run.ts';

/** What the container is to do. */
export interface ContainerPlan {
  readonly lanes: readonly PlannedLane[];
  readonly boundary: BoundaryPlan;
  /** Dials to the host's listeners. */
  readonly toHost: DialPlan;
  readonly hostListeners: ReadonlyMap<string, BoundListener>;
  readonly redialForMs: number;
  /** Which set of ports to begin with. */
  readonly firstAttempt: number;
}

/**
 * Starts the host-mode container until its ports are free, bringing its image at most once. Only an attempt whose ports
 * are good is heard. Throws ProbeFailure when it cannot run.
 */
export async function startHostModeContainer(
  context: RunContext,
  plan: ContainerPlan,
  board: LaneBoard,
  watch: BoundaryWatch,
): Promise<{ run: ProbeRun; ready: ReadyEvent }> {
  let brought = false;
  for (let attempt = 0; ; attempt++) {
    const last = attempt + 1 >= PORT_ATTEMPTS;
    const run = start(context, plan, board, watch, plan.firstAttempt + attempt, last);
    try {
      const ready = await run.ready;
      if (last || !portTaken(ready)) return { run, ready };
      await run.stop();
    } catch (error) {
      if (!(error instanceof ProbeFailure) || error.kind !== 'image-missing' || brought) throw error;
      brought = true;
      context.emit({ type: 'phase', text: 'Putting the probe’s image on the engine' });
      await context.ports.engine.bringImage(context.signal);
    }
  }
}

function start(
  context: RunContext,
  plan: ContainerPlan,
  board: LaneBoard,
  watch: BoundaryWatch,
  attempt: number,
  last: boolean,
): ProbeRun {
  const request = {
    kind: 'host-mode' as const,
    spec: specOf(context, plan, attempt),
    expiresAt: expiry(context),
  };
  let heard = false;
  const session = context.ports.engine.runProbe(request, context.signal);
  const run: ProbeRun = readProbe(session, startBudgetMs(context.options.timeoutMs), {
    ready(event) {
      heard = last || !portTaken(event);
      if (heard) board.setFarEnd('host-mode', run);
    },
    received: () => board.received(),
    dialed(event) {
      if (heard && !watch.dialed(event)) board.dialed(event);
    },
    facts(event) {
      if (!heard) return;
      const failed = undialledLane(event);
      if (failed) board.giveUp([failed.lane], 'instrument', failed.reason);
      else watch.inspection(event);
    },
  });
  whileStarting(session, context.whileStarting);
  return context.track(run);
}

function specOf(context: RunContext, plan: ContainerPlan, attempt: number): SessionSpec {
  const own = listensFor(
    'host-mode',
    plan.lanes,
    portsFrom(context.options.secrets.token, 'container', PORTS_A_SIDE, attempt),
  );
  const itself = plan.lanes.filter((lane) => lane.from === 'host-mode' && lane.to === 'host-mode');
  const chosen = own.map(
    (spec) => [spec.id, { bound: true as const, address: spec.address, port: spec.port }] as const,
  );
  const controls = dialsFor(itself, new Map(chosen), plan.redialForMs);
  const broadcast = plan.hostListeners.get(BROADCAST_LISTENER);
  return sessionSpec(context, 'host-mode', {
    listen: [...own, ...plan.boundary.containerListen],
    dial: [
      ...plan.toHost.dials,
      ...controls.dials,
      ...(broadcast?.bound === true ? plan.boundary.containerDial(broadcast.port) : []),
    ],
    inspect: plan.boundary.containerInspect,
    stay: true,
  });
}
