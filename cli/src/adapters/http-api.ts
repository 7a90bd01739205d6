import { request } from 'node:http';
import { HostnetError } from '@hostnet/node';
import { INSPECT_AT_ONCE, mapLimited, type EngineApi } from './engine-api.ts';
import type { Endpoint } from './endpoint.ts';

/** An answer is given up after this many ms of silence, and above this many bytes. */
const ANSWER_MS = 2500;
const ANSWER_BYTES = 64 * 1024 * 1024;

type Reachable = Extract<Endpoint, { via: 'socket' | 'tcp' }>;

/** Returns the Engine API over a socket, pipe or plain TCP: a hundredth of the time that a docker CLI takes to start. */
export function httpApi(endpoint: Reachable): EngineApi {
  const get = (path: string, signal: AbortSignal) => call(endpoint, 'GET', path, signal);
  return {
    version: (signal) => get('/version', signal),
    info: (signal) => get('/info', signal),
    async inspectAll(labels, signal) {
      const filters = encodeURIComponent(JSON.stringify(labels.length > 0 ? { label: labels } : {}));
      const listed = await get(`/containers/json?all=1&filters=${filters}`, signal);
      if (!Array.isArray(listed)) throw new HostnetError('not an engine: no list of containers');
      const ids = listed.flatMap((entry: unknown) => idOf(entry) ?? []);
      // A container may vanish between the list and this look: then it is simply not there.
      const inspected = await mapLimited(ids, INSPECT_AT_ONCE, (id) =>
        get(`/containers/${id}/json`, signal).catch((error: unknown) => {
          if (error instanceof StatusError && error.status === 404) return null;
          throw error;
        }),
      );
      return inspected.filter((entry) => entry !== null);
    },
    async remove(id, signal) {
      try {
        await call(endpoint, 'DELETE', `/containers/${encodeURIComponent(id)}?force=1&v=1`, signal);
        return true;
      } catch (error) {
        if (!(error instanceof StatusError)) throw error;
        // 404: there is none; 409: its removal is under way.
        if (error.status === 404) return false;
        if (error.status === 409) return true;
        throw error;
      }
    },
  };
}

/** The engine answered with a status that is not 2xx; the text starts with the status, its body follows. */
class StatusError extends HostnetError {
  override readonly name = 'StatusError';

  constructor(
    readonly status: number,
    body: string,
  ) {
    super(`${status} ${body.slice(0, 300)}`);
  }
}

function call(endpoint: Reachable, method: string, path: string, signal: AbortSignal): Promise<unknown> {
  const where =
    endpoint.via === 'socket' ? { socketPath: endpoint.path } : { host: endpoint.host, port: endpoint.port };
  return new Promise((resolve, reject) => {
    // Which failure it is, is told by the code: an answer that breaks off says no more than "aborted".
    const fail = (error: NodeJS.ErrnoException) => {
      const code = error.code ?? '';
      reject(
        error.message.includes(code)
          ? error
          : new HostnetError(`${code}: ${error.message}`, { cause: error }),
      );
    };
    const req = request(
      { ...where, method, path, signal, agent: false, headers: { Host: 'docker' } },
      (res) => {
        const chunks: Buffer[] = [];
        let size = 0;
        res.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > ANSWER_BYTES) req.destroy(new HostnetError('not an engine: its answer is too large'));
          else chunks.push(chunk);
        });
        res.on('error', fail);
        res.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const status = res.statusCode ?? 0;
          if (status < 200 || status > 299) reject(new StatusError(status, text));
          else {
            try {
              resolve(parse(text));
            } catch (error) {
              reject(error instanceof Error ? error : new Error(String(error)));
            }
          }
        });
      },
    );
    req.setTimeout(ANSWER_MS, () => req.destroy(new HostnetError('ETIMEDOUT: the engine does not answer')));
    req.on('error', fail);
    req.end();
  });
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new HostnetError('not an engine: its answer is no JSON');
  }
}

function idOf(entry: unknown): string | null {
  const id = typeof entry === 'object' && entry !== null && 'Id' in entry ? entry.Id : null;
  return typeof id === 'string' && /^[0-9a-f]+$/.test(id) ? id : null;
}
