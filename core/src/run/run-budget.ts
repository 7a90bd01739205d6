import { DIAL_BUDGET, DIAL_MAX_MS, INSPECT_MAX_MS, REDIAL_MAX_MS, STOP_MAX_MS } from '../protocol/budget.ts';

/**
 * The parts of a run, in ms. What cannot be known beforehand is how long an engine takes to start a container, so that
 * part takes what the total leaves (one total budget bounds the whole run).
 */
export const RUN_BUDGET = {
  /** Facts of host and engine, asked for side by side. */
  factsMs: 3000,
  /** The host's listeners are bound. */
  hostReadyMs: 1500,
  /** Dials of both directions run side by side, re-dials included. */
  dialsMs: REDIAL_MAX_MS + DIAL_MAX_MS,
  /** A dial has ended; its listener's line may still be under way. */
  witnessMs: 300,
  inspectMs: INSPECT_MAX_MS,
  stopMs: STOP_MAX_MS + 500,
} as const;

/** Least time a container gets to start, in ms. */
export const LEAST_START_MS = 3000;

const FIXED_MS =
  RUN_BUDGET.factsMs +
  RUN_BUDGET.hostReadyMs +
  RUN_BUDGET.dialsMs +
  RUN_BUDGET.witnessMs +
  RUN_BUDGET.inspectMs +
  RUN_BUDGET.stopMs;

/** Default upper bound of a run in ms, and the least that can be asked for. */
export const DEFAULT_TIMEOUT_MS = 30_000;
export const LEAST_TIMEOUT_MS = FIXED_MS + LEAST_START_MS;

/** Returns how long a container may take to start, in ms, in a run of `timeoutMs`. */
export function startBudgetMs(timeoutMs: number): number {
  return Math.max(LEAST_START_MS, timeoutMs - FIXED_MS);
}

/**
 * How long connect and echo of a TCP dial may take in a second round, in ms: a lost SYN is sent again after 1 s and after 3 s
 * (RFC 6298 §2), so that three of them are.
 */
export const PATIENCE_MS = 3400;

/** Returns how long the dials of a round may take at most, re-dials included, in ms. */
export function dialsMs(round: number): number {
  return RUN_BUDGET.dialsMs + (round === 0 ? 0 : PATIENCE_MS - DIAL_BUDGET.tcpConnectMs);
}

/** How long a probe lives at most, in ms: all that can happen after it has started, and a little for a slow machine. */
export const PROBE_LIFETIME_MS = dialsMs(1) + RUN_BUDGET.witnessMs + RUN_BUDGET.stopMs + 2000;

/** Longest life of a container with the rights to see owners, in ms: a long list of sockets takes seconds, and nothing else is asked of it. */
export const OWNERS_LIFETIME_MS = 5000;

/** What is known before anything is dialled of whether a forwarder is there at all. */
export type ForwarderHint = 'none' | 'off' | 'maybe';

/**
 * How long refused lanes are dialled again, in ms. A forwarder opens its ports after the program did; where the engine
 * shares the machine's stack there is none, and where the feature is off or too new for this version waiting teaches nothing.
 */
export function redialForMs(hint: ForwarderHint): number {
  return { none: 250, off: 150, maybe: REDIAL_MAX_MS }[hint];
}
