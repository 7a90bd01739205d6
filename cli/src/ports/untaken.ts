import { untaken, type ClientSide } from '@hostnet/probe-node';

/** Connections of ours that no program has taken. While one waits at an address, no other is made there. */
export class Untaken {
  #waiting: readonly ClientSide[] = [];

  /** Whether one waits at this address and port. */
  has(address: string, port: number): boolean {
    return this.#waiting.some(({ remote }) => remote.address === address && remote.port === port);
  }

  /** Returns the ports where one waits. */
  ports(): number[] {
    return this.#waiting.map(({ remote }) => remote.port);
  }

  /** Forgets those that have been taken meanwhile, and those whose program has ended. */
  async update(): Promise<void> {
    if (this.#waiting.length > 0) this.#waiting = (await sorted(this.#waiting)).waiting;
  }

  /** Takes in those that wait; returns the others, which were taken. */
  async add(connections: readonly ClientSide[]): Promise<readonly ClientSide[]> {
    if (connections.length === 0) return [];
    const { waiting, taken } = await sorted(connections);
    this.#waiting = [...this.#waiting, ...waiting];
    return taken;
  }
}

async function sorted(connections: readonly ClientSide[]) {
  const waits = await untaken(connections);
  return {
    waiting: connections.filter((_, at) => waits?.[at] === true),
    taken: connections.filter((_, at) => waits?.[at] !== true),
  };
}
