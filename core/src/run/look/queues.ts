import type { Listener } from '../../model/listener.ts';
import type { LookOptions } from '../../model/look.ts';
import type { RunContext } from '../context.ts';
import { pause } from '../deadline.ts';
import { hostListenerAt } from '../../plan/host-socket.ts';
import { lookAtHost } from './look-at-host.ts';

/** A program that is busy takes what waits within this time, in ms: ours, a long turn of an event loop. */
const AGAIN_MS = 300;

/** Seen once only, so many waiting connections are no chance: ours. A program that works takes them one by one as they come. */
const SURELY = 3;

/**
 * Returns the listeners with `queued` as it is sure: the connections that wait in two looks, or at least three in the only
 * one. Not sure is null. Where one port is in question and was dialled, what waits is read anew, since that connection itself
 * shows whether the program takes any.
 */
export async function withSureQueues(
  context: RunContext,
  listeners: readonly Listener[],
  { focus }: Pick<LookOptions, 'focus'>,
  ownStack: boolean,
): Promise<Listener[]> {
  if (!ownStack) return listeners.map((one) => ({ ...one, queued: sureAtOnce(one.queued ?? null) }));
  const asked = listeners.some(({ transport, port }) => transport === 'tcp' && port === focus?.port);
  let seen: ReadonlyMap<string, number> | null = totals(listeners);
  if (asked) seen = await read(context);
  if (seen !== null && seen.size > 0) {
    await pause(AGAIN_MS, context.signal);
    seen = await read(context);
  }
  return listeners.map((one) => ({ ...one, queued: sure(one, seen, listeners) }));
}

/**
 * Returns those of these addresses of this computer where connections wait for the program that has the TCP port. One more
 * would fill its queue, until the kernel drops what comes as a firewall does (listen(2)). Empty where queues are not told.
 */
export async function queuedAddresses(
  context: RunContext,
  port: number,
  addresses: readonly string[],
): Promise<string[]> {
  const host = await lookAtHost(context);
  if (!host.known) return [];
  const mine = host.value.entries.filter((one) => one.port === port && one.transport === 'tcp');
  const waiting = new Set(totals(mine).keys());
  return addresses.filter((address) => {
    const socket = hostListenerAt(mine, 'tcp', address, port);
    return socket !== null && waiting.has(keyOf(socket));
  });
}

/** What waits at this socket by the last look; a socket that shares its address cannot have more than it had before. */
function sure(
  one: Listener,
  seen: ReadonlyMap<string, number> | null,
  all: readonly Listener[],
): number | null {
  const before = one.queued ?? null;
  if (before === null) return null;
  if (seen === null) return sureAtOnce(before);
  const now = seen.get(keyOf(one)) ?? 0;
  if (now === 0) return 0;
  const alone = all.filter((other) => keyOf(other) === keyOf(one)).length === 1;
  return alone ? now : Math.min(before, now);
}

function sureAtOnce(queued: number | null): number | null {
  return queued === null || queued === 0 || queued >= SURELY ? queued : null;
}

async function read(context: RunContext): Promise<ReadonlyMap<string, number> | null> {
  const host = await lookAtHost(context);
  return host.known ? totals(host.value.entries) : null;
}

type Socket = Pick<Listener, 'transport' | 'address' | 'port' | 'queued'>;

function totals(sockets: readonly Socket[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const one of sockets) {
    if ((one.queued ?? 0) > 0) sum.set(keyOf(one), (sum.get(keyOf(one)) ?? 0) + (one.queued ?? 0));
  }
  return sum;
}

function keyOf({ transport, address, port }: Omit<Socket, 'queued'>): string {
  return `${transport} ${address} ${port}`;
}
