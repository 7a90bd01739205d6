import type { ContainerFacts } from '../model/facts.ts';
import { known, unknown } from '../model/known.ts';
import type { PortFacts, PortReach } from '../model/port-facts.ts';
import { connectDial, reachOf } from '../plan/reach-dials.ts';
import type { DialSpec, ListeningEntry } from '../protocol/index.ts';
import { REDIAL_MAX_MS } from '../protocol/budget.ts';
import type { Listener } from '../model/listener.ts';
import { gentlePlan } from '../plan/gentle-reach.ts';
import { targetsOf, type Where } from '../plan/targets.ts';
import { OWNERS_LIFETIME_MS, RUN_BUDGET, startBudgetMs } from './run-budget.ts';
import { expiry, sessionSpec, type RunContext } from './context.ts';
import { pause } from './deadline.ts';
import { lookAtHost } from './look/look-at-host.ts';
import { hostListenersOf } from './look/owners.ts';
import { readProbe } from './probe-run.ts';

/** At most this many listeners of others are dialled in a diagnosis, each once at most. */
const MOST_DIALS = 64;

/** What was seen of people's own host-mode containers. */
export interface Others {
  readonly listeners: readonly Listener[];
  readonly ports: PortFacts;
}

/**
 * Returns the listeners of people's own host-mode containers and whether this computer reaches them: by its own list of
 * sockets, and by a TCP handshake where that does not tell. Runs beside the lanes and never delays them. null where no
 * container runs in host mode, or its sockets' owners could not be read or may not be: then nothing is claimed of it.
 */
export async function lookAtOthers(
  context: RunContext,
  containers: Promise<readonly ContainerFacts[] | null>,
): Promise<Others | null> {
  if (context.options.owners === false) return null;
  try {
    const running = ((await containers) ?? []).filter(
      (c) => c.networkMode === 'host' && c.state === 'running',
    );
    if (running.length === 0 || context.signal.aborted) return null;
    const names = new Map(running.map((container) => [container.id, container.name]));
    const listeners = (await ownedSockets(context)).flatMap((entry) => listenerOf(entry, names));
    if (listeners.length === 0) return null;
    return { listeners, ports: portFacts(await dial(context, listeners)) };
  } catch {
    // A look beside the measuring: what it could not see is not claimed, and the diagnosis stands without it.
    return null;
  }
}

async function ownedSockets(context: RunContext): Promise<ListeningEntry[]> {
  const entries: ListeningEntry[] = [];
  const spec = sessionSpec(context, 'host-mode', {
    inspect: [{ kind: 'listeners' }],
    lifetimeMs: OWNERS_LIFETIME_MS,
  });
  const run = context.track(
    readProbe(
      context.ports.engine.runProbe({ kind: 'owners', spec, expiresAt: expiry(context) }, context.signal),
      startBudgetMs(context.options.timeoutMs),
      { facts: (event) => event.kind === 'listeners' && entries.push(...event.listeners) },
    ),
  );
  await run.ready;
  await Promise.race([run.ended, pause(RUN_BUDGET.inspectMs + RUN_BUDGET.stopMs, context.signal)]);
  return entries;
}

function listenerOf(entry: ListeningEntry, names: ReadonlyMap<string, string>): Listener[] {
  const name = entry.container === null ? undefined : names.get(entry.container);
  if (entry.container === null || name === undefined) return [];
  const { transport, address, port, family, uid, process, pid } = entry;
  return [{ transport, address, port, family, uid, process, pid, container: { id: entry.container, name } }];
}

/**
 * A server may serve one client and end: where a socket of this computer has the address, its owner accepts, and no connection
 * is made. What no socket tells is dialled once: it is refused, or its forwarder has none that is listed.
 */
async function dial(context: RunContext, listeners: readonly Listener[]): Promise<PortReach[]> {
  const seen = await lookAtHost(context);
  const sockets = seen.known ? hostListenersOf(seen.value.entries) : [];
  const holders = new Set(sockets.flatMap(({ pid }) => pid ?? []));
  const host = { listeners: known(sockets, 'this computer'), forwarder: holders };
  const plan = gentlePlan(listeners, whereOf(context), host);
  const told = new Set(plan.told.map(({ port }) => port));
  const dials = planOnce(
    context,
    listeners.filter(({ port }) => !told.has(port)),
  );
  return [...plan.told, ...(dials.length > 0 ? await dialOnce(context, dials) : [])];
}

async function dialOnce(context: RunContext, plan: readonly DialSpec[]): Promise<PortReach[]> {
  const reach: PortReach[] = [];
  const dials = plan.map((one) => ({ ...one, redialForMs: REDIAL_MAX_MS }));
  const spec = sessionSpec(context, 'host', { dial: dials });
  const run = context.track(
    readProbe(context.ports.host.runProbe(spec, context.signal), RUN_BUDGET.hostReadyMs, {
      dialed: (event) => reach.push(reachOf(event)),
    }),
  );
  await Promise.race([run.ended, pause(RUN_BUDGET.dialsMs, context.signal)]);
  return reach;
}

/** One address of each listener: a server may serve one client and end, and one connection tells whether it is forwarded. */
function planOnce(context: RunContext, listeners: readonly Listener[]): DialSpec[] {
  const where = whereOf(context);
  const dials = new Map<string, DialSpec>();
  for (const listener of listeners.filter(({ transport }) => transport === 'tcp')) {
    const target = Object.values(targetsOf(listener, where)).find(({ expected }) => expected !== 'no');
    if (target === undefined || target.expected === 'no') continue;
    const dial = connectDial(listener.port, target.address);
    dials.set(dial.lane, dial);
  }
  return [...dials.values()].slice(0, MOST_DIALS);
}

/** The LAN address is no promise of the feature: a firewall may close it. */
function whereOf({ host }: RunContext): Where {
  return { ownStack: false, lan: unknown('not requested'), ipv6Loopback: host.ipv6Loopback };
}

/** The rest of the port facts is not looked at in a diagnosis. */
function portFacts(reach: PortReach[]): PortFacts {
  const not = unknown('not checked in a diagnosis: see `hostnet ports`');
  return {
    hostListeners: not,
    owners: 'all',
    ownersReason: null,
    reach,
    bindFailures: [],
    unprivilegedPortStart: not,
    excludedPorts: not,
    firewalls: not,
    discovery: [],
  };
}
