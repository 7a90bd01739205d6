import type { ProbeFailure, ProbeRequest, ProbeSession } from '@hostnet/core';
import { dockerRunArgs } from '@hostnet/core/start';
import { pause } from '@hostnet/node';
import { childSession } from './child-session.ts';

/** A container whose client was killed may appear this much later, in ms; so often it is looked for. */
const LATE_MS = 600;
const LATE_EVERY_MS = 50;

/** How a probe's container is run through the docker CLI. */
export interface CliSessionOptions {
  readonly request: ProbeRequest;
  readonly image: string;
  readonly signal: AbortSignal;
  readonly stopMs: number;
  failure(said: string, ready: boolean): ProbeFailure;
  /** Removes the container; whether there was one. Never throws. */
  remove(): Promise<boolean>;
}

/** Returns a session whose probe runs in an ordinary `docker run`: for engines that only the docker CLI can reach. */
export function cliSession(options: CliSessionOptions): ProbeSession {
  const { request, image, signal, stopMs, failure, remove } = options;
  return childSession({
    command: 'docker',
    args: dockerRunArgs(request, image, { held: true }),
    held: true,
    signal,
    stopMs,
    failure,
    // A client that is ended while the engine makes its container leaves it created, where --rm does not reach, and
    // perhaps only later: so the container is taken away instead, and the client ends for want of it.
    async withdraw() {
      await remove();
    },
    gone: async ({ ready, killed }) => {
      if (ready && !signal.aborted) return;
      const until = performance.now() + (killed && !ready ? LATE_MS : 0);
      while (!(await remove()) && performance.now() < until) await pause(LATE_EVERY_MS);
    },
  });
}
