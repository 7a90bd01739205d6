import type { EngineApi } from './engine-api.ts';
import type { Endpoint } from './endpoint.ts';
import { httpApi } from './http-api.ts';

/**
 * Returns the API of a socket endpoint with its first two questions asked already: the engine answers while this process
 * still loads its own code. null where only the docker CLI can ask.
 */
export function earlyApi(endpoint: Endpoint, signal: AbortSignal): EngineApi | null {
  if (endpoint.via === 'cli') return null;
  const api = httpApi(endpoint);
  const version = once(() => api.version(signal));
  const info = once(() => api.info(signal));
  return { ...api, version, info };
}

/** Starts `ask` now; the first caller gets that answer, later ones ask again. */
function once(ask: () => Promise<unknown>): () => Promise<unknown> {
  let first: Promise<unknown> | null = ask();
  first.catch(() => undefined);
  return () => {
    const answer = first ?? ask();
    first = null;
    return answer;
  };
}
