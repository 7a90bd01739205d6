import { setMaxListeners } from 'node:events';
import {
  PROTOCOL_VERSION,
  type DoneEvent,
  type ProbeEvent,
  type SessionSpec,
} from '@hostnet/core/protocol/probe';
import { aborted, onAbort } from './abort.ts';
import { startClock } from './clock.ts';
import { dialAll } from './dial/dialler.ts';
import { Echo } from './echo.ts';
import { inspectAll, watchAll } from './inspect/inspect.ts';
import { Leaving } from './leaving.ts';
import { openListeners } from './listen/listeners.ts';
import { Resolver } from './resolve.ts';
import { sweepAll } from './sweep/sweep.ts';

/** Abort with this reason when nobody reads the events any more: `done` then tells `output-closed`, not `signal`. */
export const OUTPUT_CLOSED = 'output-closed';

/**
 * Runs one session: binds, says `ready`, dials, inspects and sweeps, says `done` last. Resolves when all sockets are closed,
 * at the latest shortly after `spec.lifetimeMs` or an abort of `signal`. Never rejects; an `emit` that throws ends it.
 */
export async function runSession(
  spec: SessionSpec,
  emit: (event: ProbeEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const clock = startClock();
  const stop = new AbortController();
  // Every dial under way listens to it: that is no leak.
  setMaxListeners(0, stop.signal);
  let reason: DoneEvent['reason'] = 'finished';
  let over = false;
  const end = (why: DoneEvent['reason']): void => {
    if (stop.signal.aborted) return;
    reason = why;
    stop.abort();
  };
  const say = (event: ProbeEvent): void => {
    if (over) return;
    try {
      emit(event);
    } catch {
      end('output-closed');
    }
  };

  const lifetime = setTimeout(() => end('lifetime'), spec.lifetimeMs);
  const off = onAbort(signal, () => end(signal.reason === OUTPUT_CLOSED ? 'output-closed' : 'signal'));
  const echo = new Echo(spec.token);
  const listeners = await openListeners(spec.listen, echo, clock, say);
  try {
    const { vantage } = spec;
    const { bound } = listeners;
    const pid = process.pid;
    const watches = await watchAll(spec.inspect);
    say({ event: 'ready', v: PROTOCOL_VERSION, vantage, pid, at: clock(), listeners: bound });
    const resolver = new Resolver();
    const leaving = new Leaving(stop.signal);
    const context = { echo, clock, resolver, leaving, signal: stop.signal, report: say };
    await Promise.all([
      dialAll(spec.dial, context),
      inspectAll(spec.inspect, watches, context),
      sweepAll(spec.sweep ?? [], context),
    ]);
    await leaving.over();
    if (spec.stay) await aborted(stop.signal);
  } finally {
    off();
    clearTimeout(lifetime);
    stop.abort();
    await listeners.close();
    say({ event: 'done', reason, at: clock() });
    over = true;
  }
}
