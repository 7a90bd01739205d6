import type { Readable } from 'node:stream';
import { fieldOf, HostnetError } from '@hostnet/node';
import type { CreateRequest } from '@hostnet/core';
import { tooOld, versioned } from './api-version.ts';
import { StatusError } from './http-answer.ts';
import { call, callForStream, type Question, type Reachable } from './http-call.ts';

/** What is needed of an engine to run one container. Every call throws an Error with the engine's own words, or of the way to it. */
export interface ContainerApi {
  /** Returns the id of the new container. */
  create(request: CreateRequest, signal: AbortSignal): Promise<string>;
  /**
   * Returns both its output streams as frames, from the first byte when it is asked for before the start. Its standard input
   * ends when this connection does.
   */
  attach(id: string, signal: AbortSignal): Promise<Readable>;
  start(id: string, signal: AbortSignal): Promise<void>;
  /** Asks it to end. Resolves as well when it has ended already. */
  terminate(id: string, signal: AbortSignal): Promise<void>;
  /** Resolves when it is removed. */
  removed(id: string, signal: AbortSignal): Promise<void>;
}

/** Returns the API's calls about one container. They take as long as the engine takes: who calls them sets the limit. */
export function containerApi(endpoint: Reachable): ContainerApi {
  const post = (path: string, signal: AbortSignal, more: Pick<Question, 'json'> = {}) => {
    const asked = { method: 'POST', path: versioned(endpoint, path), signal, ...more } as const;
    return call(endpoint, { ...asked, silenceMs: 0, wholeMs: 0 });
  };
  return {
    async create({ name, body }, signal) {
      const old = tooOld(endpoint);
      if (old !== null) throw new HostnetError(old);
      const made = await post(`/containers/create?name=${name}`, signal, { json: body });
      const id = fieldOf(made, 'Id');
      if (typeof id !== 'string' || !/^[0-9a-f]+$/.test(id))
        throw new HostnetError('not an engine: it created a container without an id');
      return id;
    },
    attach(id, signal) {
      const path = versioned(endpoint, `/containers/${id}/attach?stream=1&stdin=1&stdout=1&stderr=1`);
      return callForStream(endpoint, { method: 'POST', path, signal });
    },
    async start(id, signal) {
      await post(`/containers/${id}/start`, signal);
    },
    async terminate(id, signal) {
      await post(`/containers/${id}/kill?signal=SIGTERM`, signal).catch(whereGone);
    },
    async removed(id, signal) {
      await post(`/containers/${id}/wait?condition=removed`, signal).catch(whereAbsent);
    },
  };
}

/** 404: there is none any more. */
function whereAbsent(error: unknown): void {
  if (!(error instanceof StatusError && error.status === 404)) throw error;
}

/** 409: it runs no more. */
function whereGone(error: unknown): void {
  if (!(error instanceof StatusError && error.status === 409)) whereAbsent(error);
}
