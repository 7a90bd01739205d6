import { parseEventLine, ProbeFailure, STOP_MAX_MS } from '@hostnet/core';
import type { ProbeEvent, ProbeSession } from '@hostnet/core';
import type { Exec } from './client.ts';
import { Queue } from './queue.ts';
import { startStream } from './stream.ts';
import type { StreamEnd } from './stream.ts';

/** Some hosts tell the end of a process before its last lines: this long they may still come, in ms. */
const LATE_LINES_MS = 100;
/** From SIGTERM to the end of the client process at most: the probe's own bound and the engine's removal of the container. */
const STOP_WAIT_MS = STOP_MAX_MS + 2500;

export interface SessionCommand {
  readonly exec: Exec;
  readonly command: string;
  readonly args: readonly string[];
  readonly signal: AbortSignal;
  /** Says why a command that printed no event ended. */
  failureOf(stderr: string, end: StreamEnd): ProbeFailure;
  /**
   * Called once after stop() when the probe had not told that it was ready: something half-made may be left. `killed`: the
   * command had not ended by itself, so what it asked for may still be under way.
   */
  cleanUp?(killed: boolean): Promise<void>;
}

/** Starts a probe and returns its session. Failures come through the session's events. */
export function startSession(options: SessionCommand): ProbeSession {
  const { signal } = options;
  const queue = new Queue<ProbeEvent>();
  const stderr: string[] = [];
  const seen = { any: false, ready: false, done: false, over: false };
  let stopping: Promise<void> | null = null;
  if (signal.aborted) {
    queue.end(new ProbeFailure('cancelled', 'The probe was cancelled before it started.'));
    return { events: queue, stop: () => Promise.resolve() };
  }
  const process = startStream(options.exec, options.command, options.args, {
    onStderr: (line) => stderr.push(line),
    onStdout: (line) => {
      try {
        const event = parseEventLine(line);
        seen.any = true;
        seen.ready ||= event.event === 'ready';
        seen.done ||= event.event === 'done';
        queue.push(event);
        if (seen.done) queue.end();
      } catch (error) {
        queue.end(
          new ProbeFailure('protocol', 'The probe wrote something that is not its protocol.', String(error)),
        );
        void stop();
      }
    },
  });
  const stop = (): Promise<void> => (stopping ??= stopNow());
  const stopNow = async (): Promise<void> => {
    const killed = !seen.over;
    process.close();
    await Promise.race([process.ended, delay(STOP_WAIT_MS)]);
    queue.end(signal.aborted ? new ProbeFailure('cancelled', 'The probe was cancelled.') : null);
    if (!seen.ready) await options.cleanUp?.(killed).catch(() => undefined);
  };
  const onAbort = (): void => void stop();
  signal.addEventListener('abort', onAbort, { once: true });
  void process.ended.then(async (end) => {
    seen.over = true;
    signal.removeEventListener('abort', onAbort);
    if (!seen.done) await delay(LATE_LINES_MS);
    if (stopping) return;
    const text = stderr.join('\n');
    queue.end(
      seen.any
        ? new ProbeFailure('died', 'The probe ended before it had finished.', text)
        : options.failureOf(text, end),
    );
  });
  return { events: queue, stop };
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
