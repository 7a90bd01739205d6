import { DIAL_BUDGET, type DialedEvent, type DialSpec, type FactsEvent } from '@hostnet/core/protocol/probe';
import { pause } from '../abort.ts';
import { roundMs, type Clock } from '../clock.ts';
import type { Resolver } from '../resolve.ts';
import type { Attempt, Target, TryContext } from './attempt.ts';
import { Gate } from './gate.ts';
import { mayChange } from './outcome.ts';
import { tryTcp } from './tcp.ts';
import { tryUdp } from './udp.ts';

/** Addresses dialled at once: enough for a diagnosis in one go, few enough not to be a flood. */
export const DIALS_AT_ONCE = 64;

/** What a session's dials share. */
export interface DialContext extends TryContext {
  readonly clock: Clock;
  readonly resolver: Resolver;
  report(event: DialedEvent | FactsEvent): void;
}

/** Dials all lanes at once, bounded; resolves when each has been reported, or soon after an abort. */
export async function dialAll(specs: readonly DialSpec[], context: DialContext): Promise<void> {
  const gate = new Gate(DIALS_AT_ONCE);
  await Promise.all(specs.map((spec) => dialLane(spec, gate, context)));
}

async function dialLane(spec: DialSpec, gate: Gate, context: DialContext): Promise<void> {
  const begun = context.clock();
  const resolved = await context.resolver.resolve(spec.address, DIAL_BUDGET.resolveMs, context.signal);
  if (!resolved) return;
  if (resolved.errno !== null) {
    const at = context.clock();
    context.report({
      event: 'dialed',
      lane: spec.lane,
      transport: spec.transport,
      address: null,
      port: spec.port,
      of: 1,
      outcome: 'resolve-failed',
      phase: 'resolve',
      errno: resolved.errno,
      local: null,
      nonces: [],
      sent: 0,
      answered: 0,
      lastSent: 0,
      lastAnswered: 0,
      tries: 1,
      elapsedMs: roundMs(at - begun),
      firstSuccessMs: null,
      at,
    });
    return;
  }
  await Promise.all(
    resolved.addresses.map(({ address, family }) =>
      gate.run(() => dialAddress({ spec, address, family }, resolved.addresses.length, context)),
    ),
  );
}

/** `of` is the number of addresses the lane's name resolved to. */
async function dialAddress(target: Target, of: number, context: DialContext): Promise<void> {
  const { clock, signal, report } = context;
  const { spec, address } = target;
  const tryOnce = spec.transport === 'tcp' ? tryTcp : tryUdp;
  const nonces: string[] = [];
  let answered = 0;
  let tries = 0;
  let last: Attempt | null = null;
  let firstSuccessMs: number | null = null;

  while (!signal.aborted) {
    const startedAt = clock();
    const attempt = await tryOnce(target, context);
    nonces.push(...attempt.nonces);
    if (attempt.outcome === 'aborted') break;
    tries += 1;
    answered += attempt.answered;
    last = attempt;
    if (attempt.outcome === 'reachable') firstSuccessMs = roundMs(startedAt + attempt.elapsedMs);
    if (attempt.outcome === 'broken' || !mayChange(attempt.outcome)) break;
    if (clock() + DIAL_BUDGET.redialEveryMs >= (spec.redialForMs ?? 0)) break;
    await pause(DIAL_BUDGET.redialEveryMs, signal);
  }
  // Cut before the first try ended: there is nothing true to say of this address.
  if (!last) return;
  if (last.outcome === 'broken' || last.outcome === 'aborted') {
    const reason = `${spec.transport} ${address} port ${spec.port}: this machine could not dial (${last.errno ?? 'UNKNOWN'})`;
    report({ event: 'facts', kind: 'failed', inspection: `dial ${spec.lane}`, reason, at: clock() });
    return;
  }
  report({
    event: 'dialed',
    lane: spec.lane,
    transport: spec.transport,
    address,
    port: spec.port,
    of,
    outcome: last.outcome,
    phase: last.phase,
    errno: last.errno,
    local: last.local,
    nonces,
    sent: nonces.length,
    answered,
    lastSent: last.nonces.length,
    lastAnswered: last.answered,
    tries,
    elapsedMs: last.elapsedMs,
    firstSuccessMs,
    at: clock(),
  });
}
