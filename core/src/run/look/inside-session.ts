import type { InspectSpec } from '../../protocol/index.ts';
import { expiry, sessionSpec, type RunContext } from '../context.ts';
import { readProbe, type ProbeRun } from '../probe-run.ts';
import { OWNERS_LIFETIME_MS, startBudgetMs } from '../run-budget.ts';
import { SessionFacts } from './session-facts.ts';

/** A probe in the network of a person's container, and what it tells. */
export interface InsideSession {
  readonly run: ProbeRun;
  readonly sessionFacts: SessionFacts;
}

/** Starts a container of ours that joins the network of this one, for these inspections. Nothing runs in the person's own. */
export function joinContainer(context: RunContext, id: string, inspect: InspectSpec[]): InsideSession {
  const sessionFacts = new SessionFacts();
  const spec = sessionSpec(context, 'bridge', { inspect, lifetimeMs: OWNERS_LIFETIME_MS });
  const request = { kind: 'inside' as const, spec, expiresAt: expiry(context), join: id };
  const run = context.track(
    readProbe(
      context.ports.engine.runProbe(request, context.signal),
      startBudgetMs(context.options.timeoutMs),
      { facts: (event) => sessionFacts.hear(event) },
    ),
  );
  run.ready.catch(() => undefined);
  void run.ended.then((failure) =>
    sessionFacts.end(failure?.message ?? 'the probe ended before it reported'),
  );
  return { run, sessionFacts };
}
