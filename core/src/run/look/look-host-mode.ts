import { unknown, type Known } from '../../model/known.ts';
import { ProbeFailure } from '../../model/outside.ts';
import type { Interface } from '../../protocol/index.ts';
import { RUN_BUDGET } from '../run-budget.ts';
import type { RunContext } from '../context.ts';
import { within } from '../deadline.ts';
import type { LookOptions } from '../../model/look.ts';
import { startHostMode } from './start-host-mode.ts';
import { SessionFacts, type ListenersSeen } from './session-facts.ts';

/** How long a long list of sockets may take to come, in ms. */
const LISTENERS_MS = 5000;

/** The container in host mode once it is ready. What it tells comes as promises, beside what is dialled meanwhile. */
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
  /** Pid of the probe where sockets are listed by the same pids; its sockets are ours. */
  readonly ownPid: number | null;
  stop(): Promise<void>;
}

/** Starts the container in host mode. Never throws: without it everything it would tell is unknown, with the reason. */
export async function lookAtHostMode(context: RunContext, options: LookOptions): Promise<HostModeStarted> {
  try {
    const { run, ready, sessionFacts, refusal, controlPort } = await startHostMode(context, options);
    return {
      failure: null,
      sessionFacts,
      refusal,
      controlPort,
      listeners: within(LISTENERS_MS, sessionFacts.listeners, () => unknown('the list did not come in time')),
      interfaces: within(RUN_BUDGET.inspectMs, sessionFacts.interfaces, () => unknown('no answer in time')),
      ownPid: refusal === null ? ready.pid : null,
      stop: () => run.stop(),
    };
  } catch (error) {
    const failure =
      error instanceof ProbeFailure
        ? error
        : new ProbeFailure('died', error instanceof Error ? error.message : String(error));
    return notLooked(failure.message, failure);
  }
}

/** The same where no container was started at all. */
export function notLooked(reason: string, failure: ProbeFailure | null = null): HostModeStarted {
  const sessionFacts = new SessionFacts();
  sessionFacts.end(reason);
  const { listeners, interfaces } = sessionFacts;
  const nothing = { refusal: null, controlPort: null, ownPid: null };
  return { failure, listeners, interfaces, sessionFacts, ...nothing, stop: () => Promise.resolve() };
}
