import type { FactsEvent } from '@hostnet/core/protocol/probe';
import { pause } from '../abort.ts';
import { readTables, type TableSocket } from './sockets.ts';

type Seen = Extract<FactsEvent, { kind: 'arrivals' }>['seen'];

/** All but LISTEN, SYN_SENT, SYN_RECV, NEW_SYN_RECV and CLOSE: the peer has finished its handshake (kernel include/net/tcp_states.h). */
const ARRIVED: ReadonlySet<number> = new Set([1, 4, 5, 6, 8, 9, 11]);
const TIME_WAIT = 6;

const WATCH_EVERY_MS = 25;

/** What a watched port had before the session was ready, or why that cannot be told. */
export type Watch =
  | { readonly port: number; readonly before: ReadonlyMap<string, number>; readonly fault: null }
  | { readonly fault: string };

/** Notes the TCP connections to a local port that there are already. Never rejects. */
export async function watchBefore(port: number): Promise<Watch> {
  if (process.platform !== 'linux') return { fault: 'connections are watched on Linux only' };
  try {
    const before = new Map((await connectionsTo(port)).map((one) => [keyOf(one), one.state]));
    return { port, before, fault: null };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** Returns both ends of the first new connection; null when there was none within `forMs` or before an abort. Throws what stood against the watch. */
export async function awaitArrival(watch: Watch, forMs: number, signal: AbortSignal): Promise<Seen> {
  if (watch.fault !== null) throw new Error(watch.fault);
  const end = performance.now() + forMs;
  for (;;) {
    const last = performance.now() >= end;
    const seen = firstNew(await connectionsTo(watch.port), watch.before);
    if (seen || last || signal.aborted) return seen;
    await pause(Math.min(WATCH_EVERY_MS, Math.max(0, end - performance.now())), signal);
  }
}

/** The two ends of a connection that lingers in TIME_WAIT can be used again: that is a new one. */
export function firstNew(now: readonly TableSocket[], before: ReadonlyMap<string, number>): Seen {
  const found = now.find((one) => {
    const was = before.get(keyOf(one));
    return was === undefined || (was === TIME_WAIT && one.state !== TIME_WAIT);
  });
  return found ? { local: found.local, remote: found.remote } : null;
}

async function connectionsTo(port: number): Promise<TableSocket[]> {
  const hex = `:${port.toString(16).toUpperCase().padStart(4, '0')} `;
  const sockets = await readTables('tcp', hex);
  return sockets.filter(({ local, state }) => local.port === port && ARRIVED.has(state));
}

function keyOf({ local, remote }: TableSocket): string {
  return `${local.address} ${local.port} ${remote.address} ${remote.port}`;
}
