import { execFile } from 'node:child_process';
import { ownerOf, socketInodes } from './owners.ts';
import { readSockets, type SocketRow } from './proc-net.ts';
import type { AgentConfig, Listener, Owner } from './types.ts';

const EVERY_MS = 20;
/** A socket can be listed a moment before its holder can be found. */
const OWNER_TRIES = 10;

/**
 * Looks at the listeners of this process's network namespace every 20 ms and calls `changed` with all of them, once at
 * the start and whenever they differ. This process's own sockets are never among them. Returns a function that ends it.
 */
export function watchListeners(
  engine: AgentConfig['engine'],
  changed: (all: Listener[]) => void,
): () => void {
  const owners = new Map<number, { owner: Owner; tries: number }>();
  const v6only = new Map<number, boolean | null>();
  let last: string | null = null;

  const ownerFor = (row: SocketRow): Owner => {
    if (!engine) return 'other';
    const known = owners.get(row.inode) ?? { owner: 'other', tries: 0 };
    if (known.owner === 'other' && known.tries < OWNER_TRIES) {
      known.owner = ownerOf(row.inode, engine);
      known.tries++;
      owners.set(row.inode, known);
    }
    return known.owner;
  };

  const look = (): void => {
    const mine = socketInodes('self');
    const rows = readSockets().filter((row) => !mine.has(row.inode));
    const alive = new Set(rows.map((row) => row.inode));
    for (const map of [owners, v6only])
      for (const inode of map.keys()) if (!alive.has(inode)) map.delete(inode);
    const listeners: Listener[] = [];
    for (const row of rows) {
      if (row.address === '::' && !v6only.has(row.inode)) {
        v6only.set(row.inode, null);
        void askV6only(row).then((answer) => v6only.set(row.inode, answer));
      }
      const only = row.address === '::' ? (v6only.get(row.inode) ?? null) : null;
      // A wildcard whose kind is not known yet waits for the next look.
      if (row.address === '::' && only === null) continue;
      const { transport, address, port, inode } = row;
      listeners.push({ transport, address, port, inode, v6only: only, owner: ownerFor(row) });
    }
    const text = JSON.stringify(listeners);
    if (text === last) return;
    last = text;
    changed(listeners);
  };

  const timer = setInterval(look, EVERY_MS);
  look();
  return () => clearInterval(timer);
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
