import type { Endpoint, ListenSpec, ReadyEvent } from '@hostnet/core/protocol/probe';
import type { Echo } from '../echo.ts';
import { errnoOf, messageOf } from '../errno.ts';
import type { RateLimit } from './limits.ts';
import type { Connections } from './connections.ts';

/** What is bound, or why not: one entry of `ready`. */
export type Bound = ReadyEvent['listeners'][number];

/** A listener after its bind, whether that went well or not. */
export interface Listener {
  readonly bound: Bound;
  /** Closes the socket and everything it accepted; resolves when the port is free. */
  close(): Promise<void>;
}

/** What all listeners of a session share. */
export interface ListenContext {
  readonly echo: Echo;
  readonly limit: RateLimit;
  readonly connections: Connections;
  /** One authentic request came to listener `id`. */
  received(spec: ListenSpec, nonce: string, from: Endpoint): void;
}

/** Returns the listener of a bind that failed. */
export function notBound(spec: ListenSpec, error: unknown): Listener {
  const { id, transport, address } = spec;
  return {
    bound: { id, transport, address, port: 0, error: { errno: errnoOf(error), message: messageOf(error) } },
    close: () => Promise.resolve(),
  };
}

/** Thrown as the system would: an address that is no literal cannot be bound. */
export function notALiteral(address: string): Error {
  return Object.assign(new Error(`${address} is not a literal IP address`), { code: 'EINVAL' });
}
