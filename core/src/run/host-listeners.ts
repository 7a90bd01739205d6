import type { PlannedLane } from '../model/lane.ts';
import { boundListeners, listensFor, type BoundListener } from '../plan/lane-listeners.ts';
import { portsFrom } from '../plan/listener-ports.ts';
import type { ListenSpec, ReadyEvent } from '../protocol/index.ts';
import { RUN_BUDGET } from './run-budget.ts';
import { listeningLifetimeMs, sessionSpec, type RunContext } from './context.ts';
import type { LaneBoard } from './lane-board.ts';
import { readProbe, type ProbeRun } from './probe-run.ts';

/** How often ports are drawn for one round; after that the system chooses them. */
export const PORT_ATTEMPTS = 3;

/** Ports a round draws for one side: one an address. */
export const PORTS_A_SIDE = 8;

/** The host's listening session. */
export interface HostListeners {
  readonly run: ProbeRun;
  readonly listeners: ReadonlyMap<string, BoundListener>;
}

/**
 * Starts the host's listeners on ports of their own range, on others when one was taken (docs/adr/0012). Throws ProbeFailure
 * when the helper cannot run.
 */
export async function startHostListeners(
  context: RunContext,
  lanes: readonly PlannedLane[],
  more: readonly ListenSpec[],
  board: LaneBoard,
  firstAttempt: number,
): Promise<HostListeners> {
  for (let attempt = 0; ; attempt++) {
    const last = attempt >= PORT_ATTEMPTS;
    const drawn = portsFrom(context.options.secrets.token, 'host', PORTS_A_SIDE, firstAttempt + attempt);
    const listen = [...listensFor('host', lanes, last ? [] : drawn), ...more];
    const spec = sessionSpec(context, 'host', {
      listen,
      stay: true,
      lifetimeMs: listeningLifetimeMs(context),
    });
    const run = context.track(
      readProbe(context.ports.host.runProbe(spec, context.signal), RUN_BUDGET.hostReadyMs, {
        received: () => board.received(),
      }),
    );
    const ready = await run.ready;
    if (last || !portTaken(ready)) return { run, listeners: boundListeners(ready) };
    await run.stop();
  }
}

/** errnos of a bind to a port that others have, or that the system keeps: Windows' excluded ranges are EACCES (netsh). */
const TAKEN = new Set(['EADDRINUSE', 'EACCES']);

/** Whether another draw of ports may do better. */
export function portTaken(ready: ReadyEvent): boolean {
  return ready.listeners.some((listener) => TAKEN.has(listener.error?.errno ?? ''));
}
