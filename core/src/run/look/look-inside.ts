import type { ContainerFacts } from '../../model/facts.ts';
import { known, unknown, type Known } from '../../model/known.ts';
import type { LookOptions } from '../../model/look.ts';
import type { InsideLook, InsideSocket } from '../../model/port-facts.ts';
import type { RunContext } from '../context.ts';
import { within } from '../deadline.ts';
import { joinContainer } from './inside-session.ts';
import { publishersOf } from './publishers.ts';
import { OWNERS_REFUSED } from './start-host-mode.ts';

/** Longest a look into one container may take, from the start of ours, in ms. */
const INSIDE_MS = 8000;

/** Docker's own DNS server listens here in every network that people make (Docker docs, "Embedded DNS server"). */
const DOCKER_DNS = '127.0.0.11';

/**
 * Returns what listens inside the bridge containers that publish the port in question: a container of ours joins the network of
 * each for a moment, and nothing runs in the person's own. Empty where none publishes it. Never throws.
 */
export async function lookInside(
  context: RunContext,
  { focus, owners }: LookOptions,
  containers: readonly ContainerFacts[],
): Promise<InsideLook[]> {
  if (focus === null) return [];
  const published = publishersOf(focus, containers);
  // One port of one address is published by one container; two have it on two addresses, which is rare.
  const looks: InsideLook[] = [];
  for (const { id, name, containerPort } of published.slice(0, 2)) {
    const { port: hostPort, transport } = focus;
    const first = await socketsOf(context, id, owners);
    const sockets =
      first.known && waits(first.value, containerPort)
        ? { ...first, value: await seenTwice(first.value, context, id) }
        : first;
    looks.push({ container: { id, name }, transport, hostPort, containerPort, sockets });
  }
  return looks;
}

/** Whether a connection waits for the program of the published port. */
function waits(sockets: readonly InsideSocket[], port: number): boolean {
  return sockets.some((one) => one.port === port && (one.queued ?? 0) > 0);
}

/** What waited in a second look as well: a program that is busy for a moment takes its connections meanwhile. */
async function seenTwice(
  first: readonly InsideSocket[],
  context: RunContext,
  join: string,
): Promise<InsideSocket[]> {
  const again = await socketsOf(context, join);
  const now = again.known ? again.value : [];
  return first.map((one) => {
    const same = now.find(({ address, port }) => address === one.address && port === one.port);
    return { ...one, queued: same ? Math.min(one.queued ?? 0, same.queued ?? 0) : null };
  });
}

async function socketsOf(
  context: RunContext,
  join: string,
  owners?: boolean,
): Promise<Known<InsideSocket[]>> {
  if (owners === false) return unknown(OWNERS_REFUSED);
  if (context.signal.aborted) return unknown('the check was cancelled');
  const { run, sessionFacts } = joinContainer(context, join, [{ kind: 'listeners' }]);
  const seen = await within(INSIDE_MS, sessionFacts.listeners, () =>
    unknown('the list did not come in time'),
  );
  await run.stop();
  if (!seen.known) return seen;
  const sockets = seen.value.entries
    .filter(({ address }) => address !== DOCKER_DNS)
    .map(({ transport, address, port, family, process, queued }) => ({
      transport,
      address,
      port,
      family,
      process,
      queued: queued ?? null,
    }));
  return known(sockets, 'the container’s own network');
}
