import type { PortReach } from '../../model/port-facts.ts';
import type { RunContext } from '../context.ts';
import { joinContainer } from './inside-session.ts';
import { addressesOf, reachWatched } from './one-port.ts';
import type { Publisher } from './publishers.ts';
import { WATCH_MS } from './start-host-mode.ts';

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
  const { run, sessionFacts } = joinContainer(context, id, [
    { kind: 'arrivals', port: containerPort, forMs: WATCH_MS },
  ]);
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
