import type { Engine, ProbeRequest, ProbeSession } from '@hostnet/core';
import {
  createRequest,
  engineFactsFrom,
  engineFailureFrom,
  ProbeFailure,
  startFailureFrom,
} from '@hostnet/core/start';
import { timeLimited } from '@hostnet/core/early';
import { messageOf } from '@hostnet/node';
import { withoutPasswords } from '../passwords.ts';
import { apiSession } from './api-session.ts';
import { cliApi } from './cli-api.ts';
import { cliSession } from './cli-session.ts';
import { containerApi } from './container-api.ts';
import type { EngineApi } from './engine-api.ts';
import type { Endpoint } from './endpoint.ts';
import { httpApi } from './http-api.ts';
import { probeImage } from './probe-image.ts';

/** A probe that is asked to end does within this many ms, or its container is removed. */
export const STOP_MS = 800;

/** Bounds of one container's log: in ms, in characters that are kept. */
const LOGS_MS = 3000;
const LOG_CHARS = 65_536;

/** Returns the API of an endpoint. */
export function engineApi(endpoint: Endpoint): EngineApi {
  return endpoint.via === 'cli' ? cliApi() : httpApi(endpoint);
}

/**
 * Returns the Docker Engine at this endpoint: facts over its API, probes in ordinary containers of `image`, as `docker run`
 * starts them. Where that is the usual one and the engine lacks it, an image of the probe that hostnet brings with it takes its place.
 */
export function dockerEngine(
  endpoint: Endpoint,
  image: string,
  api: EngineApi = engineApi(endpoint),
): Engine {
  const ours = probeImage(image, api);
  return {
    async facts(signal) {
      try {
        const [version, info] = await Promise.all([api.version(signal), api.info(signal)]);
        return engineFactsFrom(version, info, endpoint.url);
      } catch (error) {
        return engineFailureFrom(endpoint.url, messageOf(error));
      }
    },
    async containers(signal) {
      const [inspected, { containerFactsFrom }] = await Promise.all([
        api.inspectAll([], signal),
        import('@hostnet/core/late'),
      ]);
      return containerFactsFrom(inspected);
    },
    async logs(container, lines, signal) {
      const text = await timeLimited(LOGS_MS, signal, (limited) => api.logs(container, lines, limited));
      return text.slice(-LOG_CHARS);
    },
    restart: (container, signal) => api.restart(container, signal),
    bringImage: (signal) => ours.bring(signal),
    runProbe: (request, signal) => runProbe(endpoint, api, request, ours.name(), signal),
  };
}

function runProbe(
  endpoint: Endpoint,
  api: EngineApi,
  request: ProbeRequest,
  image: string,
  signal: AbortSignal,
): ProbeSession {
  const container = createRequest(request, image);
  const shared = { signal, stopMs: STOP_MS, failure: failureOf };
  const remove = () => removed(api, container.name);
  if (endpoint.via === 'cli')
    return cliSession({ ...shared, request, image, remove: async () => (await remove()) === true });
  return apiSession({
    ...shared,
    api: containerApi(endpoint),
    container,
    remove,
  });
}

/** What went wrong, from the engine's words or the probe's last ones. */
function failureOf(said: string, ready: boolean): ProbeFailure {
  const failure = startFailureFrom(withoutPasswords(said));
  if (!ready || (said.trim() !== '' && failure.kind !== 'engine-unreachable')) return failure;
  return new ProbeFailure(
    'engine-unreachable',
    'The probe’s container ended, or its engine went away, while it was measuring.',
    failure.detail,
  );
}

/** Whether there was such a container to remove; null when the engine did not answer. Never throws. */
async function removed(api: EngineApi, name: string): Promise<boolean | null> {
  try {
    return await timeLimited(STOP_MS, new AbortController().signal, (signal) => api.remove(name, signal));
  } catch {
    // The engine is gone, or slow: the probe's own lifetime ends it, and `hostnet cleanup` removes what is left.
    return null;
  }
}
