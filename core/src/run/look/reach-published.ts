import type { ContainerFacts } from '../../model/facts.ts';
import type { LookOptions } from '../../model/look.ts';
import type { PortReach } from '../../model/port-facts.ts';
import { expiry, sessionSpec, type RunContext } from '../context.ts';
import { readProbe } from '../probe-run.ts';
import { OWNERS_LIFETIME_MS, startBudgetMs } from '../run-budget.ts';
import { addressesOf, isWatched, reachWatched } from './one-port.ts';
import { SessionFacts } from './session-facts.ts';
import { WATCH_MS } from './start-host-mode.ts';

/** The one container whose port is published there. */
export interface Publisher {
  readonly id: string;
  readonly containerPort: number;
}

/**
 * Returns the bridge container that publishes the TCP port in question, where a forwarder may accept for it; null where none does,
 * or its network is not to be looked into.
 */
export function publisherOf(
  context: RunContext,
  { focus, owners }: LookOptions,
  containers: readonly ContainerFacts[],
): Publisher | null {
  if (focus?.transport !== 'tcp' || owners === false || !isWatched(context)) return null;
  const found = containers.flatMap(({ id, state, networkMode, publishedPorts }) => {
    const one = publishedPorts.find((p) => p.hostPort === focus.port && p.transport === 'tcp');
    return one && state === 'running' && networkMode !== 'host'
      ? [{ id, containerPort: one.containerPort }]
      : [];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/**
 * Returns how a published port answers at the addresses of this computer. Whether a connection arrives is seen in the container's
 * own network: a forwarder accepts before it knows. Where nobody can watch there, it is dialled all the same. Never throws.
 */
export async function reachPublished(
  context: RunContext,
  port: number,
  publisher: Publisher,
): Promise<PortReach[]> {
  const reach: PortReach[] = [];
  let rest = addressesOf(context);
  while (rest.length > 0 && !context.signal.aborted) {
    reach.push(...(await watchedOnce(context, port, rest, publisher)));
    rest = rest.filter((address) => !reach.some((one) => one.address === address));
    // One that arrived is enough where all did; after one that was lost each has its own witness.
    if (!reach.some(({ outcome }) => outcome === 'request-lost')) break;
  }
  return reach;
}

async function watchedOnce(
  context: RunContext,
  port: number,
  addresses: readonly string[],
  { id, containerPort }: Publisher,
): Promise<PortReach[]> {
  const sessionFacts = new SessionFacts();
  const spec = sessionSpec(context, 'bridge', {
    inspect: [{ kind: 'arrivals', port: containerPort, forMs: WATCH_MS }],
    lifetimeMs: OWNERS_LIFETIME_MS,
  });
  const request = { kind: 'inside' as const, spec, expiresAt: expiry(context), join: id };
  const run = context.track(
    readProbe(
      context.ports.engine.runProbe(request, context.signal),
      startBudgetMs(context.options.timeoutMs),
      { facts: (event) => sessionFacts.hear(event) },
    ),
  );
  void run.ended.then(() => sessionFacts.end('the probe in the container’s network ended'));
  const watches = await run.ready.then(
    () => true,
    () => false,
  );
  const reach = await reachWatched(context, port, addresses, watches ? sessionFacts : null);
  await run.stop();
  return reach.map(lostBefore);
}

const LOST = 'the connection was accepted, and did not arrive in the container';

function lostBefore(one: PortReach): PortReach {
  if (one.arrived !== false) return one;
  return { ...one, outcome: 'request-lost', arrived: null, reason: LOST };
}
