import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  dockerRunArgs,
  engineFactsFrom,
  engineFailureFrom,
  ProbeFailure,
  startFailureFrom,
  type Engine,
} from '@hostnet/core';
import { timeLimited } from '@hostnet/core/early';
import { fieldOf, HostnetError, messageOf, pause } from '@hostnet/node';
import { withoutPasswords } from '../passwords.ts';
import { childSession } from './child-session.ts';
import { cliApi } from './cli-api.ts';
import type { EngineApi } from './engine-api.ts';
import type { Endpoint } from './endpoint.ts';
import { httpApi } from './http-api.ts';
import { probeImage } from './probe-image.ts';

const run = promisify(execFile);

/** SIGTERM to `docker run` reaches the probe within this many ms, or the client is killed and the container removed. */
const STOP_MS = 800;

/** A container whose client was killed may appear this much later, in ms; so often it is looked for. */
const LATE_MS = 600;
const LATE_EVERY_MS = 50;

/** Longest a restart may take, in ms: a container has 10 s to end, or as long as it was given (`docker run --stop-timeout`). */
const RESTART_MS = 120_000;

/** Bounds of one container's log: in ms, in bytes that are read, in characters that are kept. */
const LOGS_MS = 3000;
const LOG_BYTES = 8 * 1024 * 1024;
const LOG_CHARS = 65_536;

/** Returns the API of an endpoint. */
export function engineApi(endpoint: Endpoint): EngineApi {
  return endpoint.via === 'cli' ? cliApi() : httpApi(endpoint);
}

/**
 * Returns the Docker Engine at this endpoint: facts over its API, probes by an ordinary `docker run` of `image`. Where that
 * is the usual one and the engine lacks it, an image of the probe that hostnet brings with it takes its place.
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
      const args = ['logs', '--tail', String(lines), container];
      const { stdout, stderr } = await run('docker', args, {
        signal,
        timeout: LOGS_MS,
        maxBuffer: LOG_BYTES,
      });
      return `${stdout}${stderr}`.slice(-LOG_CHARS);
    },
    async restart(container, signal) {
      try {
        await run('docker', ['restart', container], { signal, timeout: RESTART_MS });
      } catch (error) {
        throw new HostnetError(saidBy(error), { cause: error });
      }
    },
    bringImage: (signal) => ours.bring(signal),
    runProbe(request, signal) {
      const name = `hostnet-${request.spec.run}-${request.kind}`;
      return childSession({
        command: 'docker',
        args: dockerRunArgs(request, ours.name(), { held: true }),
        held: true,
        signal,
        stopMs: STOP_MS,
        failure: (stderr, ready) =>
          ready && stderr.trim() === ''
            ? new ProbeFailure(
                'engine-unreachable',
                'The probe’s container ended, or its engine went away, while it was measuring.',
              )
            : startFailureFrom(withoutPasswords(stderr)),
        // A client that is ended while the engine makes its container leaves it created, where --rm does not reach, and
        // perhaps only later: so the container is taken away instead, and the client ends for want of it.
        async withdraw() {
          await removed(api, name);
        },
        gone: async ({ ready, killed }) => {
          if (ready && !signal.aborted) return;
          const until = performance.now() + (killed && !ready ? LATE_MS : 0);
          while (!(await removed(api, name)) && performance.now() < until) await pause(LATE_EVERY_MS);
        },
      });
    },
  };
}

/** Whether there was such a container to remove. Never throws. */
async function removed(api: EngineApi, name: string): Promise<boolean> {
  try {
    return await timeLimited(STOP_MS, new AbortController().signal, (signal) => api.remove(name, signal));
  } catch {
    // The engine is gone, or slow: the probe's own lifetime ends it, and `hostnet cleanup` removes what is left.
    return false;
  }
}

/** The docker CLI's own words where it had any. */
function saidBy(error: unknown): string {
  const said = fieldOf(error, 'stderr');
  return withoutPasswords(typeof said === 'string' && said.trim() !== '' ? said.trim() : messageOf(error));
}
