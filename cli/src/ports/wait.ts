import { randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { PROTOCOL_VERSION, type ProbeEvent, type SessionSpec, type Transport } from '@hostnet/core';
import { timeLimited } from '@hostnet/core/early';
import { runSession, type ClientSide } from '@hostnet/probe-node';
import { Untaken } from './untaken.ts';

/** Between two tries, in ms. */
const EVERY_MS = 150;
/** A connection must stay open for this long, in ms: a forwarder that accepts for nobody hangs up. */
const HOLD_MS = 100;
/** How long a datagram's answer is waited for, in ms. */
const UDP_WAIT_MS = 300;
const LIFETIME_MS = 10_000;

/** A port to wait for. */
export interface WaitedPort {
  readonly port: number;
  readonly transport: Transport;
}

/** What waiting came to; each port by its name, `8080/tcp`. */
export interface Waited {
  readonly open: ReadonlySet<string>;
  /** The kernel accepts for them, and their program does not take the connection: it hangs, or is stopped. */
  readonly untaken: ReadonlySet<string>;
  readonly elapsedMs: number;
}

/**
 * Tries the ports on 127.0.0.1 and ::1 until each has answered or `timeoutMs` is over. Over TCP it is an answer when the
 * program takes the connection and keeps it open, or says something before it ends it; over UDP only a datagram that came
 * back. Where the system does not tell whether a program takes a connection, one that stays open counts.
 */
export async function waitForPorts(
  wanted: readonly WaitedPort[],
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Waited> {
  const began = performance.now();
  const open = new Set<string>();
  const queue = new Untaken();
  await timeLimited(timeoutMs, signal, async (over) => {
    for (;;) {
      const missing = wanted.filter((one) => !open.has(nameOf(one)));
      if (missing.length === 0 || over.aborted) break;
      for (const name of await tryOnce(missing, queue, over)) open.add(name);
      const left = wanted.length - open.size;
      if (left > 0) await pause(EVERY_MS, undefined, { signal: over }).catch(() => undefined);
    }
  });
  const untaken = new Set(queue.ports().map((port) => `${port}/tcp`));
  for (const name of open) untaken.delete(name);
  return { open, untaken, elapsedMs: performance.now() - began };
}

/** Returns the names of those that answered. */
async function tryOnce(
  missing: readonly WaitedPort[],
  queue: Untaken,
  signal: AbortSignal,
): Promise<Set<string>> {
  const answered = new Set<string>();
  const accepted: ClientSide[] = [];
  const hear = (event: ProbeEvent): void => {
    if (event.event === 'swept') for (const port of event.open) answered.add(`${port}/udp`);
    if (event.event !== 'dialed' || event.outcome !== 'reachable') return;
    const { local, address, port } = event;
    if (local === null || address === null) answered.add(`${port}/tcp`);
    else accepted.push({ local, remote: { address, port } });
  };
  await queue.update();
  const tcp = missing.filter((one) => one.transport === 'tcp');
  const udp = missing.filter((one) => one.transport === 'udp');
  const sweeps = udp.flatMap(({ port }) =>
    localhost().map((address) => ({
      id: `${address} ${port}`,
      transport: 'udp' as const,
      address,
      from: port,
      to: port,
      waitMs: UDP_WAIT_MS,
    })),
  );
  const dial = tcp.flatMap(({ port }) =>
    localhost()
      .filter((address) => !queue.has(address, port))
      .map((address) => ({
        lane: `${address} ${port}`,
        transport: 'tcp' as const,
        address,
        port,
        until: 'connect' as const,
        holdMs: HOLD_MS,
      })),
  );
  const sessions = [spec({ dial })];
  // A session takes four sweeps at most (SessionSpec).
  for (let at = 0; at < sweeps.length; at += 4) sessions.push(spec({ sweep: sweeps.slice(at, at + 4) }));
  await Promise.all(sessions.map((one) => runSession(one, hear, signal)));
  for (const { remote } of await queue.add(accepted)) answered.add(`${remote.port}/tcp`);
  return answered;
}

function nameOf({ port, transport }: WaitedPort): string {
  return `${port}/${transport}`;
}

function localhost(): string[] {
  const all = Object.values(networkInterfaces()).flat();
  return all.some((one) => one?.address === '::1') ? ['127.0.0.1', '::1'] : ['127.0.0.1'];
}

function spec(parts: Partial<SessionSpec>): SessionSpec {
  return {
    v: PROTOCOL_VERSION,
    run: randomBytes(5).toString('hex'),
    token: randomBytes(32).toString('hex'),
    vantage: 'host',
    lifetimeMs: LIFETIME_MS,
    stay: false,
    listen: [],
    dial: [],
    inspect: [],
    ...parts,
  };
}
