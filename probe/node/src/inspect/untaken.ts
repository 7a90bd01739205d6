import type { Endpoint } from '@hostnet/core/protocol/probe';
import { LISTENING } from './proc-net.ts';
import { readTables, type TableSocket } from './sockets.ts';

/** States of a connection (kernel include/net/tcp_states.h): ESTABLISHED, SYN_RECV, and CLOSE_WAIT, after the client's FIN. */
const STATE = { established: 1, synReceived: 3, closeWait: 8 } as const;

/** Both ends of a connection, as the client sees it. */
export interface ClientSide {
  readonly local: Endpoint;
  readonly remote: Endpoint;
}

/**
 * Returns whether each connection still waits in the queue of its listener, in this network namespace: the kernel has accepted
 * it, and the program has not (accept(2)). False too where its other end is not here, or is gone. null where the system has no
 * such list.
 */
export async function untaken(connections: readonly ClientSide[]): Promise<boolean[] | null> {
  if (process.platform !== 'linux') return null;
  const sockets = await readTables('tcp').catch(() => null);
  if (sockets === null) return null;
  const byEnds = new Map(sockets.map((one) => [keyOf(one.local, one.remote), one]));
  const queued = new Set(sockets.filter(isQueueing).map(({ local }) => local.port));
  return connections.map(({ local, remote }) => {
    const farEnd = byEnds.get(keyOf(remote, local));
    return farEnd !== undefined && isUntaken(farEnd, queued);
  });
}

/** A connection belongs to no open file, so has no inode, until the program takes it; and again after it was closed (proc(5)). */
function isUntaken({ state, inode, local }: TableSocket, queued: ReadonlySet<number>): boolean {
  if (inode !== 0) return false;
  if (state === STATE.established || state === STATE.closeWait) return true;
  // With a full queue the handshake stays half done; so it does until data comes for TCP_DEFER_ACCEPT (tcp(7)), queue or not.
  return state === STATE.synReceived && queued.has(local.port);
}

function isQueueing({ state, received }: TableSocket): boolean {
  return state === LISTENING.tcp && received > 0;
}

function keyOf(near: Endpoint, far: Endpoint): string {
  return [near, far].map(({ address, port }) => `${address.replace(/^::ffff:/, '')} ${port}`).join(' ');
}
