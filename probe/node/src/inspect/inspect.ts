import { networkInterfaces } from 'node:os';
import { INSPECT_MAX_MS, type FactsEvent, type InspectSpec } from '@hostnet/core/protocol/probe';
import { within } from '../abort.ts';
import { roundMs, type Clock } from '../clock.ts';
import { messageOf } from '../errno.ts';
import type { Resolver } from '../resolve.ts';
import { tryBind } from './bind.ts';
import { ping } from './icmp.ts';
import { interfacesFrom } from './interfaces.ts';
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

/** Runs all inspections at once. Each yields exactly one `facts` line: its own, or `failed` with the reason. */
export async function inspectAll(specs: readonly InspectSpec[], context: InspectContext): Promise<void> {
  await Promise.all(
    specs.map(async (spec) => {
      const work = inspect(spec, context).catch((error: unknown) => failed(spec, messageOf(error)));
      const facts = await within(work, INSPECT_MAX_MS, context.signal);
      if (context.signal.aborted) return;
      context.report({
        ...(facts ?? failed(spec, `no result within ${INSPECT_MAX_MS} ms`)),
        at: context.clock(),
      });
    }),
  );
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

async function inspect(spec: InspectSpec, context: InspectContext): Promise<Facts> {
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
    case 'listeners':
    case 'arrivals':
    case 'discover':
      return failed(spec, 'this probe cannot look at that');
  }
}
