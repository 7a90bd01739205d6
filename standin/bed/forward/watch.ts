import { execFile } from 'node:child_process';
import { ownerOf, socketInodes } from './owners.ts';
import { openCounters, readSockets, type SocketRow } from './proc-net.ts';
import type { AgentConfig, Listener, Owner } from './types.ts';

/** Between two looks at the kernel's counters. */
const EVERY_MS = 12;
/** Between two full looks while nothing seems to change: one socket for another leaves the counters as they were. */
const FULL_EVERY_MS = 1000;
/** A full look may take this share of the time: the kernel walks its whole connection table for it (3 ms with 24 GB). */
const FULL_SHARE = 1 / 4;
/** A socket can be listed a moment before its holder can be found. */
const OWNER_TRIES = 10;

/**
 * Watches the listeners of this process's network namespace and calls `changed` with all of them, once at the start and
 * whenever they differ. This process's own sockets are never among them. Returns a function that ends it.
 */
export function watchListeners(
  engine: AgentConfig['engine'],
  changed: (all: Listener[]) => void,
): () => void {
  const details = new Details(engine);
  const readCounters = openCounters();
  let last: string | null = null;
  let counters = '';
  let nextAllowed = 0;
  let nextFull = 0;
  let pending = false;

  const look = (): void => {
    const mine = socketInodes('self');
    const rows = readSockets().filter((row) => !mine.has(row.inode));
    const found = details.of(rows);
    pending = found.pending;
    const text = JSON.stringify(found.listeners);
    if (text === last) return;
    last = text;
    changed(found.listeners);
  };
  const tick = (): void => {
    const now = performance.now();
    const read = readCounters();
    if (now < nextAllowed || (read === counters && !pending && now < nextFull)) return;
    counters = read;
    look();
    const took = performance.now() - now;
    nextAllowed = now + took / FULL_SHARE;
    nextFull = now + FULL_EVERY_MS;
  };
  const timer = setInterval(tick, EVERY_MS);
  tick();
  return () => clearInterval(timer);
}

/** What the kernel's tables do not tell, remembered by inode. */
class Details {
  readonly #engine: AgentConfig['engine'];
  readonly #owners = new Map<number, { owner: Owner; tries: number }>();
  readonly #v6only = new Map<number, boolean | null>();

  constructor(engine: AgentConfig['engine']) {
    this.#engine = engine;
  }

  /** Returns the rows with their details; `pending` when another look may tell more. */
  of(rows: readonly SocketRow[]): { listeners: Listener[]; pending: boolean } {
    const alive = new Set(rows.map((row) => row.inode));
    for (const map of [this.#owners, this.#v6only]) {
      for (const inode of map.keys()) if (!alive.has(inode)) map.delete(inode);
    }
    const listeners: Listener[] = [];
    let pending = false;
    for (const row of rows) {
      const owner = this.#ownerOf(row);
      const v6only = row.address === '::' ? this.#v6onlyOf(row) : null;
      // A wildcard whose kind is not known yet, or a socket without a holder, is told at a later look.
      const unknown = row.address === '::' && v6only === null;
      pending ||= unknown || !owner.sure;
      const { transport, address, port, inode } = row;
      if (!unknown) listeners.push({ transport, address, port, inode, v6only, owner: owner.owner });
    }
    return { listeners, pending };
  }

  #ownerOf(row: SocketRow): { owner: Owner; sure: boolean } {
    if (!this.#engine) return { owner: 'other', sure: true };
    const known = this.#owners.get(row.inode) ?? { owner: 'other' as const, tries: 0 };
    if (known.owner === 'other' && known.tries < OWNER_TRIES) {
      known.owner = ownerOf(row.inode, this.#engine);
      known.tries++;
      this.#owners.set(row.inode, known);
    }
    return { owner: known.owner, sure: known.owner !== 'other' || known.tries >= OWNER_TRIES };
  }

  #v6onlyOf(row: SocketRow): boolean | null {
    if (!this.#v6only.has(row.inode)) {
      this.#v6only.set(row.inode, null);
      void askV6only(row).then((answer) => this.#v6only.set(row.inode, answer));
    }
    return this.#v6only.get(row.inode) ?? null;
  }
}

/** Asks the kernel whether a `::` socket takes IPv4 too; /proc does not tell, `ss -e` does (INET_DIAG_SKV6ONLY). */
function askV6only(row: SocketRow): Promise<boolean> {
  const flags = row.transport === 'tcp' ? '-Hlnte' : '-Hlnue';
  return new Promise((resolve) => {
    execFile('ss', [flags, `sport = :${row.port}`], (_error, stdout) => {
      const line = stdout.split('\n').find((candidate) => candidate.includes(`ino:${row.inode} `));
      resolve(line?.includes('v6only:1') ?? false);
    });
  });
}
