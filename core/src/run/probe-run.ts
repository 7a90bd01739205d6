import { ProbeFailure, type ProbeSession } from '../model/outside.ts';
import type {
  DialedEvent,
  FactsEvent,
  ProbeEvent,
  ReadyEvent,
  ReceivedEvent,
  SweptEvent,
} from '../protocol/index.ts';
import { within } from './deadline.ts';

/** What others want to hear of a session, as it happens. */
export interface ProbeRunListener {
  ready?(event: ReadyEvent): void;
  dialed?(event: DialedEvent): void;
  received?(event: ReceivedEvent): void;
  facts?(event: FactsEvent): unknown;
  swept?(event: SweptEvent): void;
}

/** A session being read: its `ready`, what its listeners saw, and how it ended. */
export interface ProbeRun {
  /** Resolves with the `ready` line. Throws ProbeFailure when it does not come within the time given to `readProbe`. */
  readonly ready: Promise<ReadyEvent>;
  /** Every authentic request seen so far. */
  readonly received: readonly ReceivedEvent[];
  /** Resolves when the session has ended; with the failure when it failed. Never throws. */
  readonly ended: Promise<ProbeFailure | null>;
  /** false once the session has ended: its silence afterwards proves nothing. */
  listening(): boolean;
  stop(): Promise<void>;
}

/** Does what costs this process time once it delays the start of this probe no more. */
export function whileStarting({ asked }: ProbeSession, work: () => void): void {
  if (asked) void asked.then(work);
  else work();
}

/** Starts to read a session. `readyMs` bounds the wait for its first line. */
export function readProbe(session: ProbeSession, readyMs: number, listener: ProbeRunListener = {}): ProbeRun {
  const received: ReceivedEvent[] = [];
  let open = true;
  let resolveReady: (event: ReadyEvent) => void = () => undefined;
  let rejectReady: (error: unknown) => void = () => undefined;
  const firstLine = new Promise<ReadyEvent>((resolve, reject) => {
    resolveReady = resolve;
    rejectReady = reject;
  });

  const dispatch = (event: ProbeEvent) => {
    switch (event.event) {
      case 'ready':
        listener.ready?.(event);
        resolveReady(event);
        break;
      case 'received':
        received.push(event);
        listener.received?.(event);
        break;
      case 'dialed':
        listener.dialed?.(event);
        break;
      case 'facts':
        listener.facts?.(event);
        break;
      case 'swept':
        listener.swept?.(event);
        break;
      case 'done':
        open = false;
        break;
    }
  };

  const ended = (async () => {
    try {
      for await (const event of session.events) dispatch(event);
      rejectReady(new ProbeFailure('died', 'The probe ended before it was ready.'));
      return null;
    } catch (error) {
      const failure = error instanceof ProbeFailure ? error : new ProbeFailure('died', sentence(error));
      rejectReady(failure);
      return failure;
    } finally {
      open = false;
    }
  })();

  const ready = within(readyMs, firstLine, () => {
    throw new ProbeFailure('timed-out', `The probe did not start within ${Math.round(readyMs / 1000)} s.`);
  });
  ready.catch(() => undefined);
  return { ready, received, ended, listening: () => open, stop: () => session.stop() };
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
