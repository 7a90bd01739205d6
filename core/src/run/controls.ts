import type { PlannedLane } from '../model/lane.ts';
import { dialsFor } from '../plan/lane-dials.ts';
import { boundListeners, listensFor, type BoundListener } from '../plan/lane-listeners.ts';
import { portsFrom } from '../plan/listener-ports.ts';
import type { FactsEvent, ProbeEvent } from '../protocol/index.ts';
import { redialForMs, RUN_BUDGET, startBudgetMs } from './run-budget.ts';
import { behindVm, expiry, forwarderHint, sessionSpec, type RunContext } from './context.ts';
import { pause } from './deadline.ts';
import { PORTS_A_SIDE } from './host-listeners.ts';
import type { LaneBoard } from './lane-board.ts';
import type { Measured } from './measure.ts';
import { readProbe } from './probe-run.ts';
import { promisedLaneFailed } from './rounds.ts';

/** Measures bridge → host and bridge → host-mode: through the service where there is one, else in a container of its own. */
export async function measureBridge(
  context: RunContext,
  lanes: readonly PlannedLane[],
  board: LaneBoard,
  measured: Measured,
): Promise<void> {
  const { ports, signal } = context;
  const mine = lanes.filter((lane) => lane.from === 'bridge');
  const ids = mine.map((lane) => lane.id);
  // Where lanes failed their listeners have been open for as long as the slowest forwarder needs.
  const redial = redialForMs(promisedLaneFailed(board.lanes()) ? 'none' : forwarderHint(context));
  const plans = [
    dialsFor(
      mine.filter((lane) => lane.to === 'host'),
      measured.hostListeners,
      redial,
    ),
    dialsFor(
      mine.filter((lane) => lane.to === 'host-mode'),
      measured.containerListeners,
      redial,
    ),
  ];
  for (const plan of plans) board.undialled(plan.undialled);
  const spec = sessionSpec(context, 'bridge', { dial: plans.flatMap((plan) => plan.dials) });
  try {
    if (ports.service) {
      const events: ProbeEvent[] = await ports.service.bridgeSession(spec, signal);
      for (const event of events) if (event.event === 'dialed') board.dialed(event);
    } else {
      const request = {
        kind: 'bridge' as const,
        spec,
        expiresAt: expiry(context),
        addHostGateway: !behindVm(context),
      };
      const run = context.track(
        readProbe(ports.engine.runProbe(request, signal), startBudgetMs(context.options.timeoutMs), {
          dialed: (event) => board.dialed(event),
        }),
      );
      await run.ready;
      await Promise.race([run.ended, pause(RUN_BUDGET.dialsMs, signal)]);
    }
    await Promise.race([board.complete(ids), pause(RUN_BUDGET.witnessMs, signal)]);
    board.giveUp(ids, 'instrument', 'the bridge container gave no answer in time');
  } catch (error) {
    board.giveUp(ids, 'instrument', reasonOf(error));
  }
}

/** Measures host → published port: the control that tells a dead forwarder from a dead host mode. */
export async function measurePublished(
  context: RunContext,
  lanes: readonly PlannedLane[],
  board: LaneBoard,
  measured: Measured,
): Promise<void> {
  const { ports, signal } = context;
  const mine = lanes.filter((lane) => lane.to === 'published');
  const ids = mine.map((lane) => lane.id);
  try {
    const { token } = context.options.secrets;
    const [port = 0] = portsFrom(token, 'container', 1, 50);
    const free = portsFrom(token, 'host', PORTS_A_SIDE, 50).filter((drawn) => !measured.ownPorts.has(drawn));
    const hostPort = free[0] ?? 0;
    const listen = listensFor('published', mine, [port]);
    const publish = listen.map((spec) => ({ transport: spec.transport, port, hostPort }));
    const spec = sessionSpec(context, 'published', { listen, stay: true });
    const run = context.track(
      readProbe(
        ports.engine.runProbe({ kind: 'published', spec, expiresAt: expiry(context), publish }, signal),
        startBudgetMs(context.options.timeoutMs),
        { received: () => board.received() },
      ),
    );
    board.setFarEnd('published', run);
    const bound = boundListeners(await run.ready);
    const onHost = new Map<string, BoundListener>(
      [...bound].map(([id, listener]) => [id, listener.bound ? { ...listener, port: hostPort } : listener]),
    );
    const plan = dialsFor(mine, onHost, redialForMs(forwarderHint(context)));
    board.undialled(plan.undialled);
    const dialler = context.track(
      readProbe(
        ports.host.runProbe(sessionSpec(context, 'host', { dial: plan.dials }), signal),
        RUN_BUDGET.hostReadyMs,
        {
          dialed: (event) => board.dialed(event),
        },
      ),
    );
    await Promise.race([board.complete(ids), dialler.ended, pause(RUN_BUDGET.dialsMs, signal)]);
    await Promise.race([board.complete(ids), pause(RUN_BUDGET.witnessMs, signal)]);
    board.giveUp(ids, 'instrument', 'the published container gave no answer in time');
    await run.stop();
  } catch (error) {
    board.giveUp(ids, 'instrument', reasonOf(error));
  }
}

/** Runs the inspections that need NET_RAW in a container of their own. Returns their lines, null when it could not run. */
export async function inspectPrivileged(
  context: RunContext,
  measured: Measured,
): Promise<FactsEvent[] | null> {
  const facts: FactsEvent[] = [];
  try {
    const spec = sessionSpec(context, 'host-mode', { inspect: measured.boundary.rawInspect });
    const run = context.track(
      readProbe(
        context.ports.engine.runProbe({ kind: 'inspect', spec, expiresAt: expiry(context) }, context.signal),
        startBudgetMs(context.options.timeoutMs),
        { facts: (event) => facts.push(event) },
      ),
    );
    await run.ready;
    await Promise.race([run.ended, pause(RUN_BUDGET.inspectMs + RUN_BUDGET.stopMs, context.signal)]);
    return facts;
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it could not be measured';
}
