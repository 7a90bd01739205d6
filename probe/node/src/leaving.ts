import type { Socket } from 'node:net';
import { LEAVE } from '@hostnet/core/protocol/probe';
import { onAbort } from './abort.ts';

/**
 * Ends connections to programs of others as a client ends that has nothing to say: FIN, then what comes is read and
 * dropped until the other side ends too, for `LEAVE.ms` at most. To close at once, or by SO_LINGER 0, would reset the
 * program at the other end, and many a small server dies of ECONNRESET.
 */
export class Leaving {
  readonly #open = new Set<Promise<void>>();

  /** When `signal` is aborted, what is still open is closed at once. */
  constructor(readonly signal: AbortSignal) {}

  /** Takes over a connected socket; whoever gives it away closes it no more. */
  leave(socket: Socket): void {
    const left = leave(socket, this.signal).finally(() => this.#open.delete(left));
    this.#open.add(left);
  }

  /** Resolves when fewer than `LEAVE.atOnce` are open. */
  async room(): Promise<void> {
    while (this.#open.size >= LEAVE.atOnce) await Promise.race(this.#open);
  }

  /** Resolves when none is open. */
  async over(): Promise<void> {
    while (this.#open.size > 0) await Promise.all(this.#open);
  }
}

function leave(socket: Socket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let dropped = 0;
    let off = (): void => undefined;
    const close = (): void => {
      clearTimeout(timer);
      off();
      socket.destroy();
      resolve();
    };
    // Timers run before what has arrived is read; a close with unread data would be a reset.
    const timer = setTimeout(() => setImmediate(close), LEAVE.ms);
    socket.on('data', (chunk: Buffer) => {
      dropped += chunk.length;
      if (dropped > LEAVE.bytes) close();
    });
    socket.on('end', close).on('error', close).on('close', close);
    socket.end();
    socket.resume();
    off = onAbort(signal, close);
  });
}
