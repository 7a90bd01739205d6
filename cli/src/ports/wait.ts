import { randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import {
  PROTOCOL_VERSION,
  timeLimited,
  type ProbeEvent,
  type SessionSpec,
  type Transport,
} from '@hostnet/core';
import { runSession } from '@hostnet/probe-node';

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

/**
 * Tries the ports on 127.0.0.1 and ::1 until each has answered or `timeoutMs` is over. Over TCP a connection that stays
 * open is an answer; over UDP only a datagram that came back. Returns those that answered, as `8080/tcp`.
 */
export async function waitForPorts(
  wanted: readonly WaitedPort[],
  timeoutMs: number,
  signal: AbortSignal,
): Promise<{ open: ReadonlySet<string>; elapsedMs: number }> {
  const began = performance.now();
  const open = new Set<string>();
  await timeLimited(timeoutMs, signal, async (over) => {
    for (;;) {
      const missing = wanted.filter((one) => !open.has(`${one.port}/${one.transport}`));
      if (missing.length === 0 || over.aborted) break;
      await tryOnce(missing, over, (name) => open.add(name));
      const left = wanted.length - open.size;
      if (left > 0) await pause(EVERY_MS, undefined, { signal: over }).catch(() => undefined);
    }
  });
  return { open, elapsedMs: performance.now() - began };
}

async function tryOnce(
  missing: readonly WaitedPort[],
  signal: AbortSignal,
  answered: (name: string) => void,
): Promise<void> {
  const hear = (event: ProbeEvent): void => {
    if (event.event === 'dialed' && event.outcome === 'reachable') answered(`${event.port}/tcp`);
    if (event.event === 'swept') for (const port of event.open) answered(`${port}/udp`);
  };
  const tcp = missing.filter((one) => one.transport === 'tcp');
  const udp = missing.filter((one) => one.transport === 'udp');
  const sweeps = udp.flatMap(({ port }) =>
    localhost().map((address) => ({
      ...{ id: `${address} ${port}`, transport: 'udp' as const, address, from: port, to: port },
      waitMs: UDP_WAIT_MS,
    })),
  );
  const dial = tcp.flatMap(({ port }) =>
    localhost().map((address) => ({
      ...{ lane: `${address} ${port}`, transport: 'tcp' as const, address, port },
      ...{ until: 'connect' as const, holdMs: HOLD_MS },
    })),
  );
  const sessions = [spec({ dial })];
  // A session takes four sweeps at most (SessionSpec).
  for (let at = 0; at < sweeps.length; at += 4) sessions.push(spec({ sweep: sweeps.slice(at, at + 4) }));
  await Promise.all(sessions.map((one) => runSession(one, hear, signal)));
}

function localhost(): string[] {
  const all = Object.values(networkInterfaces()).flat();
  return all.some((one) => one?.address === '::1') ? ['127.0.0.1', '::1'] : ['127.0.0.1'];
}

function spec(parts: Partial<SessionSpec>): SessionSpec {
  return {
    ...{ v: PROTOCOL_VERSION, run: randomBytes(5).toString('hex'), token: randomBytes(32).toString('hex') },
    ...{ vantage: 'host', lifetimeMs: LIFETIME_MS, stay: false, listen: [], dial: [], inspect: [] },
    ...parts,
  };
}
