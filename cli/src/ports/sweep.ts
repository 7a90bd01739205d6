import { randomBytes } from 'node:crypto';
import {
  channel,
  toBase64url,
  ProbeFailure,
  PROTOCOL_VERSION,
  type ProbeEvent,
  type SessionSpec,
  type SweptEvent,
  type Transport,
} from '@hostnet/core';
import { childSession } from '../adapters/child-session.ts';
import { helperPath } from '../adapters/helper-facts.ts';
import type { PortRange } from './parse.ts';

/** What was asked for. */
export interface SweepAsk {
  readonly ranges: readonly PortRange[];
  readonly address: string;
  readonly transport: Transport;
}

/** What each port of the ranges did: what `hostnet sweep --json` prints. */
export interface Swept extends SweepAsk {
  readonly schema: 'hostnet.sweep/1';
  readonly open: number[];
  readonly closed: number;
  readonly silent: number[];
  readonly failed: number;
  readonly errno: string | null;
  readonly durationMs: number;
}

/** How long one port may stay silent, in ms: this computer answers at once, others within a round trip. */
const WAIT_MS = { near: 250, far: 600 } as const;
/** Ports of one session: all of them silent must fit into its lifetime. */
const A_SESSION = 16_384;
const LIFETIME_MS = 120_000;
const STOP_MS = 800;

/**
 * Tries every port of the ranges once, by the host helper where it is built, else in this process. `progress` hears how many
 * are done. Ends early when `signal` aborts.
 * @throws ProbeFailure when the probe could not run
 */
export async function sweepPorts(
  ask: SweepAsk,
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<Swept> {
  const began = performance.now();
  const sum = {
    open: [] as number[],
    closed: 0,
    silent: [] as number[],
    failed: 0,
    errno: null as string | null,
  };
  let done = 0;
  const hear = (event: SweptEvent): void => {
    sum.open.push(...event.open);
    sum.silent.push(...event.silent);
    sum.closed += event.closed;
    sum.failed += event.failed;
    sum.errno ??= event.errno;
    done += event.to - event.from + 1;
    progress(done);
  };
  for (const range of merged(ask.ranges)) {
    for (let from = range.from; from <= range.to && !signal.aborted; from += A_SESSION) {
      const to = Math.min(range.to, from + A_SESSION - 1);
      for await (const event of session(specOf(ask, from, to), signal)) {
        if (event.event === 'swept') hear(event);
      }
    }
  }
  const byNumber = (a: number, b: number) => a - b;
  return {
    schema: 'hostnet.sweep/1',
    ...ask,
    ...sum,
    open: sum.open.sort(byNumber),
    silent: sum.silent.sort(byNumber),
    durationMs: Math.round(performance.now() - began),
  };
}

/** Ranges that touch or overlap become one, so that no port is tried twice. */
function merged(ranges: readonly PortRange[]): PortRange[] {
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

function specOf({ address, transport }: SweepAsk, from: number, to: number): SessionSpec {
  const near = address.startsWith('127.') || address === '::1';
  const waitMs = near ? WAIT_MS.near : WAIT_MS.far;
  return {
    v: PROTOCOL_VERSION,
    run: randomBytes(5).toString('hex'),
    token: randomBytes(32).toString('hex'),
    vantage: 'host',
    lifetimeMs: LIFETIME_MS,
    stay: false,
    listen: [],
    dial: [],
    inspect: [],
    sweep: [{ id: 'sweep', transport, address, from, to, waitMs }],
  };
}

/** Yields the events of one session; ends quietly when it was cancelled. */
async function* session(spec: SessionSpec, signal: AbortSignal): AsyncGenerator<ProbeEvent, void> {
  const helper = helperPath();
  try {
    if (helper === null) yield* here(spec, signal);
    else {
      const run = childSession({
        command: helper,
        args: ['session', toBase64url(spec)],
        signal,
        stopMs: STOP_MS,
        failure: (stderr) =>
          new ProbeFailure(
            'died',
            `The host helper ended early: ${stderr.trim().split('\n')[0] ?? ''}`,
            stderr,
          ),
      });
      try {
        yield* run.events;
      } finally {
        await run.stop();
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function* here(spec: SessionSpec, signal: AbortSignal): AsyncGenerator<ProbeEvent, void> {
  const { runSession } = await import('@hostnet/probe-node');
  const events = channel<ProbeEvent>();
  const ended = runSession(spec, (event) => events.push(event), signal).then(
    () => events.close(),
    (error: unknown) => events.close(error),
  );
  yield* events;
  await ended;
}
