import { networkInterfaces } from 'node:os';
import {
  INSPECT_MAX_MS,
  LISTENERS_A_LINE,
  WATCH_EXTRA_MS,
  type FactsEvent,
  type InspectSpec,
} from '@hostnet/core/protocol/probe';
import { within } from '../abort.ts';
import { roundMs, type Clock } from '../clock.ts';
import { messageOf } from '../errno.ts';
import type { Resolver } from '../resolve.ts';
import { awaitArrival, watchBefore, type Watch } from './arrivals.ts';
import { tryBind } from './bind.ts';
import { discover } from './discover/discover.ts';
import { ping } from './icmp.ts';
import { interfacesFrom } from './interfaces.ts';
import { findListeners } from './listeners/listeners.ts';
import { readSockets } from './sockets.ts';

/** What a session's inspections share. */
export interface InspectContext {
  readonly clock: Clock;
  readonly resolver: Resolver;
  readonly signal: AbortSignal;
  report(event: FactsEvent): void;
}

/** A facts line before its time is known. */
type Facts = FactsEvent extends infer T ? (T extends FactsEvent ? Omit<T, 'at'> : never) : never;

/** Begins every watch, so that what is there before anybody is told of `ready` does not count; null for the other inspections. */
export function watchAll(specs: readonly InspectSpec[]): Promise<readonly (Watch | null)[]> {
  return Promise.all(specs.map(async (spec) => (spec.kind === 'arrivals' ? watchBefore(spec.port) : null)));
}

/**
 * Runs all inspections at once. Each yields exactly one `facts` line, a long list several: its own, or `failed` with the
 * reason. `watches` are what watchAll returned.
 */
export async function inspectAll(
  specs: readonly InspectSpec[],
  watches: readonly (Watch | null)[],
  context: InspectContext,
): Promise<void> {
  await Promise.all(
    specs.map(async (spec, index) => {
      const most = budgetOf(spec);
      const work = inspect(spec, watches[index] ?? null, context).catch((error: unknown) => [
        failed(spec, messageOf(error)),
      ]);
      const facts = await within(work, most, context.signal);
      if (context.signal.aborted) return;
      for (const one of facts ?? [failed(spec, `no result within ${most} ms`)])
        context.report({ ...one, at: context.clock() });
    }),
  );
}

/** Returns how long an inspection may take, in ms: one that waits by its nature takes what its spec says. */
function budgetOf(spec: InspectSpec): number {
  if (spec.kind === 'arrivals') return spec.forMs + WATCH_EXTRA_MS;
  return spec.kind === 'discover' ? spec.waitMs + WATCH_EXTRA_MS : INSPECT_MAX_MS;
}

function failed(spec: InspectSpec, reason: string): Facts {
  return { event: 'facts', kind: 'failed', inspection: nameOf(spec), reason };
}

/** Names an inspection as its spec does: kind and object. */
function nameOf(spec: InspectSpec): string {
  switch (spec.kind) {
    case 'icmp':
      return `icmp ${spec.target}${spec.raw ? ' raw' : ''}`;
    case 'bind':
      return `bind ${spec.address}`;
    case 'resolve':
      return `resolve ${spec.name}`;
    case 'discover':
      return `discover ${spec.protocol}`;
    case 'arrivals':
      return `arrivals ${spec.port}`;
    case 'interfaces':
    case 'sockets':
    case 'listeners':
      return spec.kind;
  }
}

async function inspect(spec: InspectSpec, watch: Watch | null, context: InspectContext): Promise<Facts[]> {
  return spec.kind === 'listeners' ? listeners(context.signal) : [await look(spec, watch, context)];
}

async function listeners(signal: AbortSignal): Promise<Facts[]> {
  const { listeners: all, ...rest } = await findListeners(signal);
  const parts = Math.max(1, Math.ceil(all.length / LISTENERS_A_LINE));
  return Array.from({ length: parts }, (_, i) => ({
    event: 'facts',
    kind: 'listeners',
    part: i + 1,
    parts,
    ...rest,
    listeners: all.slice(i * LISTENERS_A_LINE, (i + 1) * LISTENERS_A_LINE),
  }));
}

async function look(
  spec: Exclude<InspectSpec, { kind: 'listeners' }>,
  watch: Watch | null,
  context: InspectContext,
): Promise<Facts> {
  const begun = performance.now();
  switch (spec.kind) {
    case 'interfaces':
      return { event: 'facts', kind: 'interfaces', interfaces: interfacesFrom(networkInterfaces()) };
    case 'sockets':
      return { event: 'facts', kind: 'sockets', sockets: await readSockets() };
    case 'resolve': {
      const found = await context.resolver.resolve(spec.name, INSPECT_MAX_MS - 50, context.signal);
      const addresses = (found?.addresses ?? []).map(({ address }) => address);
      return { event: 'facts', kind: 'resolve', name: spec.name, addresses, errno: found?.errno ?? null };
    }
    case 'icmp': {
      const result = await ping(spec.target, spec.raw, context.signal);
      const elapsedMs = roundMs(performance.now() - begun);
      return { event: 'facts', kind: 'icmp', target: spec.target, raw: spec.raw, ...result, elapsedMs };
    }
    case 'bind': {
      const result = await tryBind(spec.address);
      const elapsedMs = roundMs(performance.now() - begun);
      return { event: 'facts', kind: 'bind', target: spec.address, ...result, elapsedMs };
    }
    case 'arrivals': {
      const seen = watch && (await awaitArrival(watch, spec.forMs, context.signal));
      return { event: 'facts', kind: 'arrivals', port: spec.port, seen };
    }
    case 'discover': {
      const { protocol, waitMs } = spec;
      const answered = await discover(protocol, waitMs, context.signal);
      return { event: 'facts', kind: 'discover', protocol, answered };
    }
  }
}
