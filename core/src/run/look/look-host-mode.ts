import { unknown, type Known } from '../../model/known.ts';
import { ProbeFailure } from '../../model/outside.ts';
import type { Interface } from '../../protocol/index.ts';
import { OWNERS_LIFETIME_MS, RUN_BUDGET } from '../run-budget.ts';
import type { RunContext } from '../context.ts';
import { within } from '../deadline.ts';
import type { LookOptions } from '../../model/look.ts';
import { startControl, startHostMode, type HostModeLook } from './start-host-mode.ts';
import { SessionFacts, type ListenersSeen } from './session-facts.ts';

/** The look into host mode once it is ready. What it tells comes as promises, beside what is dialled meanwhile. */
export interface HostModeStarted {
  /** Why it could not run; null when it did. */
  readonly failure: ProbeFailure | null;
  readonly listeners: Promise<Known<ListenersSeen>>;
  readonly interfaces: Promise<Known<readonly Interface[]>>;
  readonly sessionFacts: SessionFacts;
  /** Why it had not the rights to see owners; null when it had them. */
  readonly refusal: string | null;
  /** Port of our own listener, null without one. */
  readonly controlPort: number | null;
  /** Returns the port of our own listener, which is started where there is none yet; null when it cannot be. Never throws. */
  control(): Promise<number | null>;
  stop(): Promise<void>;
}

/** Looks into host mode from containers. Never throws: without them everything they would tell is unknown, with the reason. */
export async function lookAtHostMode(context: RunContext, options: LookOptions): Promise<HostModeStarted> {
  try {
    const started = await startHostMode(context, options);
    const { plain, owners, refusal } = started;
    const sessionFacts = plain?.sessionFacts ?? owners?.sessionFacts ?? new SessionFacts();
    let late: Promise<number | null> | null = null;
    const runs = [plain, owners].flatMap((one) => one?.run ?? []);
    return {
      failure: null,
      sessionFacts,
      refusal,
      controlPort: plain?.controlPort ?? null,
      listeners: within(OWNERS_LIFETIME_MS, listenersOf(started), () =>
        unknown('the list did not come in time'),
      ),
      interfaces: within(RUN_BUDGET.inspectMs, sessionFacts.interfaces, () => unknown('no answer in time')),
      control: () => (late ??= plain ? Promise.resolve(plain.controlPort) : lateControl(context, runs)),
      async stop() {
        await Promise.all(runs.map((run) => run.stop()));
      },
    };
  } catch (error) {
    const failure =
      error instanceof ProbeFailure
        ? error
        : new ProbeFailure('died', error instanceof Error ? error.message : String(error));
    return notLooked(failure.message, failure);
  }
}

/** The list with owners; where that did not come, the one without. */
async function listenersOf({ plain, owners }: HostModeLook): Promise<Known<ListenersSeen>> {
  const owned = await owners?.sessionFacts.listeners;
  if (owned?.known === true || !plain) return owned ?? unknown('no probe ran');
  return plain.sessionFacts.listeners;
}

async function lateControl(context: RunContext, runs: { stop(): Promise<void> }[]): Promise<number | null> {
  try {
    const { run, controlPort } = await startControl(context);
    runs.push(run);
    return controlPort;
  } catch {
    return null;
  }
}

/** The same where no container was started at all. */
export function notLooked(reason: string, failure: ProbeFailure | null = null): HostModeStarted {
  const sessionFacts = new SessionFacts();
  sessionFacts.end(reason);
  const { listeners, interfaces } = sessionFacts;
  return {
    failure,
    listeners,
    interfaces,
    sessionFacts,
    refusal: null,
    controlPort: null,
    control: () => Promise.resolve(null),
    stop: () => Promise.resolve(),
  };
}
