import { setTimeout as pause } from 'node:timers/promises';

/**
 * Polls until `ready` returns something other than null or false, and returns it.
 * Throws an Error with `what` when `timeoutMs` have passed.
 */
export async function waitFor<T>(
  what: string,
  ready: () => T | null | false | Promise<T | null | false>,
  timeoutMs: number,
  everyMs = 25,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const value = await ready();
    if (value !== null && value !== false) return value;
    if (performance.now() > end) throw new Error(`${what} did not happen within ${timeoutMs} ms.`);
    await pause(everyMs);
  }
}
