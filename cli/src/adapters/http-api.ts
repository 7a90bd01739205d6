import { timeLimited } from '@hostnet/core/early';
import { fieldOf, HostnetError } from '@hostnet/node';
import { agree } from './api-version.ts';
import { imagesFrom, INSPECT_AT_ONCE, mapLimited, type EngineApi } from './engine-api.ts';
import { textOfLog } from './frames.ts';
import { engineWords, StatusError } from './http-answer.ts';
import { call, callForBytes, type Reachable } from './http-call.ts';

/** Longest a restart may take, in ms: a container has 10 s to end, or as long as it was given (`docker run --stop-timeout`). */
export const RESTART_MS = 120_000;

/** An engine that stores an image may be silent for so many ms, and take so many in all. */
const STORE_MS = 20_000;
const STORED_MS = 60_000;
/** What an engine says of itself is some kB. */
const ITSELF_BYTES = 4 * 1024 * 1024;
/** Of a container's log so many bytes are read. */
const LOG_BYTES = 8 * 1024 * 1024;
/** All containers, one after the other, in ms. */
const LIST_MS = 30_000;

/** Returns the Engine API over a socket, pipe or plain TCP: a hundredth of the time that a docker CLI takes to start. One answer takes `wholeMs` at most. */
export function httpApi(endpoint: Reachable, wholeMs?: number): EngineApi {
  const get = (path: string, signal: AbortSignal, mostBytes?: number) =>
    call(endpoint, { method: 'GET', path, signal, wholeMs, mostBytes });
  return {
    async version(signal) {
      const version = await get('/version', signal, ITSELF_BYTES);
      agree(endpoint, fieldOf(version, 'ApiVersion'));
      return version;
    },
    info: (signal) => get('/info', signal, ITSELF_BYTES),
    inspectAll: (labels, cancel) =>
      timeLimited(LIST_MS, cancel, async (signal) => {
        const filters = encodeURIComponent(JSON.stringify(labels.length > 0 ? { label: labels } : {}));
        const listed = await get(`/containers/json?all=1&filters=${filters}`, signal);
        if (!Array.isArray(listed)) throw new HostnetError('not an engine: no list of containers');
        const ids = listed.flatMap((entry: unknown) => idOf(entry) ?? []);
        // A container may vanish between the list and this look: then it is simply not there.
        const inspected = await mapLimited(ids, INSPECT_AT_ONCE, (id) =>
          get(`/containers/${id}/json`, signal).catch(whereAbsent(null)),
        );
        return inspected.filter((entry) => entry !== null);
      }),
    async remove(id, signal) {
      const path = `/containers/${encodeURIComponent(id)}?force=1&v=1`;
      try {
        await call(endpoint, { method: 'DELETE', path, signal, wholeMs, mostBytes: ITSELF_BYTES });
        return true;
      } catch (error) {
        // 409: its removal is under way.
        return error instanceof StatusError && error.status === 409 ? true : whereAbsent(false)(error);
      }
    },
    async logs(container, lines, signal) {
      const path = `/containers/${encodeURIComponent(container)}/logs?stdout=1&stderr=1&tail=${lines}`;
      return textOfLog(
        await callForBytes(endpoint, { method: 'GET', path, signal, wholeMs, mostBytes: LOG_BYTES }),
      );
    },
    async restart(container, signal) {
      const path = `/containers/${encodeURIComponent(container)}/restart`;
      try {
        await call(endpoint, { method: 'POST', path, signal, silenceMs: RESTART_MS, wholeMs: RESTART_MS });
      } catch (error) {
        throw new HostnetError(engineWords(error), { cause: error });
      }
    },
    async hasImage(image, signal) {
      const found = await get(`/images/${image}/json`, signal).catch(whereAbsent(null));
      return found !== null;
    },
    async images(label, signal) {
      const filters = encodeURIComponent(JSON.stringify({ label: [label] }));
      return imagesFrom(await get(`/images/json?filters=${filters}`, signal));
    },
    async importImage({ repository, tag, changes, tar }, signal) {
      const asked = new URLSearchParams({ fromSrc: '-', repo: repository, tag });
      for (const change of changes) asked.append('changes', change);
      const path = `/images/create?${asked.toString()}`;
      await call(endpoint, { method: 'POST', path, signal, tar, silenceMs: STORE_MS, wholeMs: STORED_MS });
    },
    async removeImage({ id, names }, signal) {
      try {
        // Name by name, and never by force: that would take a container of Podman's with it.
        for (const name of names.length > 0 ? names : [id])
          await call(endpoint, {
            method: 'DELETE',
            path: `/images/${name}`,
            signal,
            wholeMs,
            mostBytes: ITSELF_BYTES,
          }).catch(whereAbsent(null));
        return true;
      } catch (error) {
        if (error instanceof StatusError && error.status === 409) return false;
        throw error;
      }
    },
  };
}

/** Returns what takes 404 for an answer; every other failure goes on. */
function whereAbsent<T>(answer: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof StatusError && error.status === 404) return answer;
    throw error;
  };
}

function idOf(entry: unknown): string | null {
  const id = typeof entry === 'object' && entry !== null && 'Id' in entry ? entry.Id : null;
  return typeof id === 'string' && /^[0-9a-f]+$/.test(id) ? id : null;
}
