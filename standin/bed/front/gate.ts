import type { Server, Socket } from 'node:net';
import type { Knobs } from '../knobs.ts';
import { openFront } from './front.ts';

/** The front's socket: there while Docker Desktop runs, gone with every connection while it does not. */
export class Gate {
  readonly #path: string;
  readonly #engineSocket: string;
  readonly #knobs: () => Knobs;
  readonly #clients = new Set<Socket>();
  #server: Server | null = null;

  constructor(path: string, engineSocket: string, knobs: () => Knobs) {
    this.#path = path;
    this.#engineSocket = engineSocket;
    this.#knobs = knobs;
  }

  /** Opens or closes the socket as the knobs say; resolves when it is so. */
  async apply(knobs: Knobs): Promise<void> {
    if (knobs.engine === 'stopped') await this.close();
    else await this.#open();
  }

  /** Ends every connection and takes the socket away. */
  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = null;
    // Node removes the socket's file with its listener (net.Server, close).
    const closed = new Promise((resolve) => server.close(resolve));
    for (const client of this.#clients) client.destroy();
    await closed;
  }

  async #open(): Promise<void> {
    if (this.#server) return;
    const server = await openFront(this.#path, this.#engineSocket, this.#knobs);
    server.on('connection', (client: Socket) => {
      this.#clients.add(client);
      client.once('close', () => this.#clients.delete(client));
    });
    this.#server = server;
  }
}
