import type { ProbeEvent, SessionSpec } from '@hostnet/core/protocol';
import { STOP_MAX_MS } from '@hostnet/core/protocol';
import { ApiError, lineOf } from '../errors.ts';

/** Runs one probe session in this process; as `runSession` of @hostnet/probe-node. */
export type RunSession = (
  spec: SessionSpec,
  emit: (event: ProbeEvent) => void,
  signal: AbortSignal,
) => Promise<void>;

/** Sessions that may run at once. */
export const MAX_SESSIONS = 4;

/** Why a session was ended from outside. */
type EndReason = 'gone' | 'stopped' | 'late';

/** The bridge sessions under way. */
export class BridgeSessions {
  readonly #run: RunSession;
  readonly #running = new Set<AbortController>();
  #stopped = false;

  constructor(run: RunSession) {
    this.#run = run;
  }

  /** Number of sessions under way. */
  get running(): number {
    return this.#running.size;
  }

  /** Ends all sessions; later ones are refused. */
  stop(): void {
    this.#stopped = true;
    for (const control of this.#running) control.abort('stopped' satisfies EndReason);
  }

  /**
   * Runs the session to its end and returns its events. Throws ApiError: 429 when too many run, 503 when it was stopped
   * or `signal` was aborted, 500 when the probe failed, 504 when it outlived its own lifetime.
   */
  async run(spec: SessionSpec, signal: AbortSignal): Promise<ProbeEvent[]> {
    if (this.#stopped || signal.aborted) throw stopped();
    if (this.#running.size >= MAX_SESSIONS) throw busy();
    const control = new AbortController();
    const events: ProbeEvent[] = [];
    this.#running.add(control);
    // The place is given back when the session has truly ended, not when its caller has gone.
    const session = this.#start(spec, (event) => events.push(event), control.signal).finally(() =>
      this.#running.delete(control),
    );

    let grace: NodeJS.Timeout | undefined;
    const end = (reason: EndReason): void => control.abort(reason);
    const onGone = (): void => end('gone');
    // A session that is deaf to its abort must not hold its caller.
    const deaf = new Promise<void>((resolve) => {
      control.signal.addEventListener('abort', () => (grace = setTimeout(resolve, STOP_MAX_MS)));
    });
    const limit = setTimeout(() => end('late'), spec.lifetimeMs + STOP_MAX_MS);
    signal.addEventListener('abort', onGone);
    try {
      await Promise.race([session, deaf]);
    } catch (error) {
      if (!control.signal.aborted) throw failed(error);
    } finally {
      signal.removeEventListener('abort', onGone);
      clearTimeout(limit);
      clearTimeout(grace);
    }
    if (!control.signal.aborted) return events;
    throw control.signal.reason === ('late' satisfies EndReason) ? overdue(spec.lifetimeMs) : stopped();
  }

  /** Turns a throw of `run` itself into a rejection, too. */
  async #start(spec: SessionSpec, emit: (event: ProbeEvent) => void, signal: AbortSignal): Promise<void> {
    await this.#run(spec, emit, signal);
  }
}

function busy(): ApiError {
  return new ApiError(
    429,
    'too-many-sessions',
    `${MAX_SESSIONS} bridge sessions are running already.`,
    'Wait until one has ended, then try again.',
    { headers: { 'retry-after': '1' } },
  );
}

function stopped(): ApiError {
  return new ApiError(503, 'session-stopped', 'The bridge session was stopped.', 'Run the diagnosis again.');
}

function overdue(lifetimeMs: number): ApiError {
  return new ApiError(
    504,
    'session-overdue',
    `The bridge session did not end within its lifetime of ${lifetimeMs} ms.`,
    'Run the diagnosis again; if it happens again, restart the extension.',
  );
}

function failed(error: unknown): ApiError {
  return new ApiError(
    500,
    'session-failed',
    `The bridge session failed: ${lineOf(error)}`.slice(0, 400),
    'Run the diagnosis again; if it happens again, report it with the service log.',
    { cause: error },
  );
}
