/** Returns ms since its session started, by a monotonic clock, to the microsecond. */
export type Clock = () => number;

/** Starts a session's clock. */
export function startClock(): Clock {
  const start = performance.now();
  return () => roundMs(performance.now() - start);
}

/** Returns `ms` to the microsecond: finer digits of performance.now() are noise. */
export function roundMs(ms: number): number {
  return Math.max(0, Math.round(ms * 1000) / 1000);
}
