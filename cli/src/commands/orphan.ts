import { engineFailureFrom } from '@hostnet/core';
import { messageOf, pause } from '@hostnet/node';
import { engineApi } from '../adapters/docker-engine.ts';
import { resolveEndpoint } from '../adapters/endpoint.ts';
import { EXIT, UsageError } from '../exit.ts';

/** A container that its engine was asked for appears within so many ms, or never. */
const APPEARS_MS = 3000;
/** An engine that hangs has so many ms to come back. */
const HANGS_MS = 8000;
const EVERY_MS = 100;

/**
 * Removes the container of a hostnet that died, also when the engine is still making it; one that is `made` cannot come late any
 * more. Returns 0 when it is gone or never came, 3 when the engine does not answer. Prints nothing: nobody reads it.
 */
export async function removeOrphan(name: string, made: boolean, signal: AbortSignal): Promise<number> {
  if (!/^hostnet-[0-9a-zA-Z-]+$/.test(name))
    throw new UsageError(
      `--container takes the name of a container of hostnet, got ${JSON.stringify(name)}.`,
    );
  const endpoint = resolveEndpoint();
  const api = engineApi(endpoint);
  const began = performance.now();
  let answered = false;
  while (!signal.aborted) {
    try {
      if ((await api.remove(name, signal)) || made) return EXIT.ok;
      answered = true;
    } catch (error) {
      const failure = engineFailureFrom(endpoint.url, messageOf(error));
      if (!failure.reachable && failure.failure !== 'timed-out') return EXIT.notMeasured;
    }
    if (performance.now() - began > (answered ? APPEARS_MS : HANGS_MS)) break;
    await pause(EVERY_MS, signal);
  }
  return answered ? EXIT.ok : EXIT.notMeasured;
}
