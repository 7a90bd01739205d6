import { execFile } from 'node:child_process';
import { ownersOf, socketInodes } from './owners.ts';
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
  // An answer that was waited for is told at once, not at the next look.
  const details = new Details(engine, () => look());
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
    // The first list is whole: what a restarted forwarder does not notice is chosen from it.
    if (last === null && pending) return;
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
  readonly #answered: () => void;
  readonly #owners = new Map<number, { owner: Owner; tries: number }>();
  readonly #v6only = new Map<number, boolean | null>();
  readonly #noticed = new Map<number, number>();

  constructor(engine: AgentConfig['engine'], answered: () => void) {
    this.#engine = engine;
    this.#answered = answered;
  }

  /** Returns the rows with their details; `pending` when another look may tell more. */
  of(rows: readonly SocketRow[]): { listeners: Listener[]; pending: boolean } {
    const alive = new Set(rows.map((row) => row.inode));
    for (const map of [this.#owners, this.#v6only, this.#noticed]) {
      for (const inode of map.keys()) if (!alive.has(inode)) map.delete(inode);
    }
    for (const { inode } of rows) if (!this.#noticed.has(inode)) this.#noticed.set(inode, Date.now());
    this.#findOwners(rows);
    this.#askV6only(rows.filter((row) => row.address === '::' && !this.#v6only.has(row.inode)));
    const listeners: Listener[] = [];
    let pending = false;
    for (const row of rows) {
      const owner = this.#ownerOf(row);
      const v6only = row.address === '::' ? (this.#v6only.get(row.inode) ?? null) : null;
      // A wildcard whose kind is not known yet, or a socket without a holder, is told at a later look.
      const unknown = row.address === '::' && v6only === null;
      pending ||= unknown || !owner.sure;
      const { transport, address, port, inode } = row;
      const noticedAt = this.#noticed.get(inode) ?? 0;
      if (!unknown)
        listeners.push({ transport, address, port, inode, v6only, owner: owner.owner, noticedAt });
    }
    return { listeners, pending };
  }

  #ownerOf(row: SocketRow): { owner: Owner; sure: boolean } {
    if (!this.#engine) return { owner: 'other', sure: true };
    const known = this.#owners.get(row.inode) ?? { owner: 'other' as const, tries: 0 };
    return { owner: known.owner, sure: known.owner !== 'other' || known.tries >= OWNER_TRIES };
  }

  #findOwners(rows: readonly SocketRow[]): void {
    if (!this.#engine) return;
    const open = rows.map((row) => row.inode).filter((inode) => !this.#sure(inode));
    if (open.length === 0) return;
    const found = ownersOf(open, this.#engine);
    for (const inode of open) {
      const tries = (this.#owners.get(inode)?.tries ?? 0) + 1;
      this.#owners.set(inode, { owner: found.get(inode) ?? 'other', tries });
    }
  }

  #sure(inode: number): boolean {
    const known = this.#owners.get(inode);
    return known !== undefined && (known.owner !== 'other' || known.tries >= OWNER_TRIES);
  }

  /** Asks the kernel whether `::` sockets take IPv4 too; /proc does not tell, `ss -e` does (INET_DIAG_SKV6ONLY). */
  #askV6only(rows: readonly SocketRow[]): void {
    if (rows.length === 0) return;
    for (const row of rows) this.#v6only.set(row.inode, null);
    execFile('ss', ['-Hlntue'], (_error, stdout) => {
      const lines = stdout.split('\n');
      for (const { inode } of rows) {
        const line = lines.find((candidate) => candidate.includes(` ino:${inode} `));
        this.#v6only.set(inode, line?.includes(' v6only:1') ?? false);
      }
      this.#answered();
    });
  }
}
