import type { Socket } from 'node:net';

/** The TCP connections open at once over all listeners, bounded. */
export class Connections {
  /** In order of arrival; true once the request was authentic. */
  readonly #open = new Map<Socket, boolean>();

  constructor(readonly most: number) {}

  /** Takes a connection in; when there are too many, the oldest stranger makes room (an authentic one only if all are). */
  add(socket: Socket): void {
    if (this.#open.size >= this.most) this.#evict();
    this.#open.set(socket, false);
    socket.once('close', () => this.#open.delete(socket));
  }

  /** Marks a connection as one of ours. */
  trust(socket: Socket): void {
    if (this.#open.has(socket)) this.#open.set(socket, true);
  }

  get size(): number {
    return this.#open.size;
  }

  /** Cuts all connections. */
  destroy(): void {
    for (const socket of this.#open.keys()) socket.destroy();
    this.#open.clear();
  }

  #evict(): void {
    let victim: Socket | undefined;
    for (const [socket, trusted] of this.#open) {
      victim ??= socket;
      if (!trusted) {
        victim = socket;
        break;
      }
    }
    if (!victim) return;
    this.#open.delete(victim);
    victim.destroy();
  }
}
