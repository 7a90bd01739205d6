import { isIP } from 'node:net';
import {
  SWEEP_AT_ONCE,
  type FactsEvent,
  type SweepSpec,
  type SweptEvent,
} from '@hostnet/core/protocol/probe';
import type { Clock } from '../clock.ts';
import type { Leaving } from '../leaving.ts';
import { SweptLines, type PortEnd } from './lines.ts';
import { tryTcpPort, tryUdpPort } from './port.ts';

/** What a session's sweeps share. */
export interface SweepContext {
  readonly clock: Clock;
  readonly leaving: Leaving;
  readonly signal: AbortSignal;
  report(event: SweptEvent | FactsEvent): void;
}

/** How often a port is tried again that met another of the sweep's own sockets. */
const MUTUAL_TRIES = 3;

/** Runs the sweeps one after the other: SWEEP_AT_ONCE is the most that is tried at once in all. Resolves when all are told, or soon after an abort. */
export async function sweepAll(specs: readonly SweepSpec[], context: SweepContext): Promise<void> {
  for (const spec of specs) {
    if (context.signal.aborted) return;
    const family = isIP(spec.address);
    if (family === 4 || family === 6) await sweep(spec, family, context);
    else {
      const reason = `${spec.address} is not a literal IP address`;
      context.report({
        event: 'facts',
        kind: 'failed',
        inspection: `sweep ${spec.id}`,
        reason,
        at: context.clock(),
      });
    }
  }
}

async function sweep(spec: SweepSpec, family: 4 | 6, context: SweepContext): Promise<void> {
  const { signal, clock, leaving, report } = context;
  const lines = new SweptLines(spec, (line) => report({ ...line, at: clock() }));
  const trying = new Set<number>();
  let next = spec.from;
  const work = async (): Promise<void> => {
    for (;;) {
      await leaving.room();
      if (next > spec.to || signal.aborted) return;
      const port = next;
      next += 1;
      trying.add(port);
      const end = await tryPort(spec, family, port, trying, context);
      trying.delete(port);
      if (end) lines.note(port, end);
    }
  };
  await Promise.all(Array.from({ length: Math.min(SWEEP_AT_ONCE, spec.to - spec.from + 1) }, work));
}

/**
 * A port of the ephemeral range may be given to a socket of ours that tries that very port, and two that open at once
 * meet (RFC 9293 §3.5): nobody listens there.
 */
async function tryPort(
  spec: SweepSpec,
  family: 4 | 6,
  port: number,
  trying: ReadonlySet<number>,
  { signal, leaving }: SweepContext,
): Promise<PortEnd | null> {
  const target = { address: spec.address, family, port, waitMs: spec.waitMs };
  for (let again = 0; ; again += 1) {
    const tried = await (spec.transport === 'tcp'
      ? tryTcpPort(target, leaving, signal)
      : tryUdpPort(target, signal));
    if (!tried) return null;
    const { how, errno, local, cut } = tried;
    if (how === 'open' && local === port) return { how: 'closed', errno: null };
    // Whoever of the two is heard first cuts the other.
    const met = cut || (local !== null && trying.has(local));
    if (how !== 'open' || !met || again === MUTUAL_TRIES) return { how, errno };
  }
}
