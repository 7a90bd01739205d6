import { portsFrom } from '../../plan/listener-ports.ts';
import { ProbeFailure, type ProbeKind } from '../../model/outside.ts';
import type { InspectSpec, SessionSpec } from '../../protocol/index.ts';
import { OWNERS_LIFETIME_MS, startBudgetMs } from '../run-budget.ts';
import { expiry, forwarderHint, sessionSpec, type RunContext } from '../context.ts';
import { readProbe, whileStarting, type ProbeRun } from '../probe-run.ts';
import type { LookOptions } from '../../model/look.ts';
import { isWatched } from './one-port.ts';
import { mayBeApart } from '../../facts/may-be-apart.ts';
import { SessionFacts } from './session-facts.ts';

/** Listener of our own in host mode that shows whether host networking works at all. */
const CONTROL = 'control';

/** Longest life of the ordinary container, in ms: longer than all that is asked of it, so that it ends by itself if nobody ends it. */
const LIFETIME_MS = 15_000;

/** How long connections to the port in question are watched, in ms: as long as the protocol allows. */
export const WATCH_MS = 5000;

/** How long answers to a discovery query are waited for, in ms: most devices spread theirs over a second (RFC 6762 §6, UPnP MX). */
export const DISCOVER_MS = 1200;

/** Why no owners are known where the person refused the container that reads them. */
export const OWNERS_REFUSED = 'the container that reads them was refused with --no-owners';

/** One container of a look, and what it tells. */
interface LookContainer {
  readonly run: ProbeRun;
  readonly sessionFacts: SessionFacts;
  /** Port of our own listener; null when there is none. */
  readonly controlPort: number | null;
}

/** The containers in host mode. The one with rights has no listener, and the one with a listener has no rights. */
export interface HostModeLook {
  /** Without rights; null where nothing needs it. */
  readonly plain: LookContainer | null;
  /** With the rights to see owners; null where these were refused. */
  readonly owners: LookContainer | null;
  /** Why it could not have the rights to see owners; null when it had them. */
  readonly refusal: string | null;
}

/**
 * Starts what looks into host mode: the container with the rights to see owners and, where a forwarder may stand between,
 * side by side with it an ordinary one with our own listener. Where the rights are refused, by the engine or by the person,
 * the ordinary one looks alone. Brings its image at most once. Throws ProbeFailure when nothing can run.
 */
export async function startHostMode(context: RunContext, options: LookOptions): Promise<HostModeLook> {
  try {
    return await startBoth(context, options);
  } catch (error) {
    if (!(error instanceof ProbeFailure) || error.kind !== 'image-missing' || context.signal.aborted)
      throw error;
    context.emit({ type: 'phase', text: 'Putting the probe’s image on the engine' });
    await context.ports.engine.bringImage(context.signal);
    return startBoth(context, options);
  }
}

async function startBoth(context: RunContext, options: LookOptions): Promise<HostModeLook> {
  const plain = () => start(context, 'host-mode', plainSpec(context, options));
  if (options.owners === false) return { plain: await plain(), owners: null, refusal: OWNERS_REFUSED };
  const besides = forwarderHint(context) === 'none' ? null : plain();
  besides?.catch(() => undefined);
  try {
    const owners = await start(context, 'owners', ownersSpec(context));
    return { plain: await besides, owners, refusal: null };
  } catch (error) {
    if (!(error instanceof ProbeFailure) || context.signal.aborted) throw error;
    if (!['start-refused', 'died'].includes(error.kind)) throw error;
    return { plain: await (besides ?? plain()), owners: null, refusal: error.message };
  }
}

/** Starts an ordinary container that only listens. Throws ProbeFailure. */
export function startControl(context: RunContext): Promise<LookContainer> {
  const listen = controlListener(context);
  return start(
    context,
    'host-mode',
    sessionSpec(context, 'host-mode', { listen, stay: true, lifetimeMs: LIFETIME_MS }),
  );
}

async function start(context: RunContext, kind: ProbeKind, spec: SessionSpec): Promise<LookContainer> {
  const sessionFacts = new SessionFacts();
  const request = { kind, spec, expiresAt: expiry(context) };
  const session = context.ports.engine.runProbe(request, context.signal);
  const run = readProbe(session, startBudgetMs(context.options.timeoutMs), {
    facts: (event) => sessionFacts.hear(event),
  });
  void run.ended.then((failure) =>
    sessionFacts.end(failure?.message ?? 'the probe ended before it reported'),
  );
  whileStarting(session, context.whileStarting);
  context.track(run);
  const ready = await run.ready;
  const control = ready.listeners.find((one) => one.id === CONTROL && one.error === undefined);
  return { run, sessionFacts, controlPort: control?.port ?? null };
}

/** It reads the list and ends: nobody can connect to it, and its rights last for a moment. */
function ownersSpec(context: RunContext): SessionSpec {
  return sessionSpec(context, 'host-mode', {
    inspect: [{ kind: 'listeners' }, { kind: 'interfaces' }],
    lifetimeMs: OWNERS_LIFETIME_MS,
  });
}

function plainSpec(context: RunContext, { focus, discover }: LookOptions): SessionSpec {
  const inspect: InspectSpec[] = [{ kind: 'listeners' }, { kind: 'interfaces' }];
  if (focus?.transport === 'tcp' && isWatched(context))
    inspect.push({ kind: 'arrivals', port: focus.port, forMs: WATCH_MS });
  if (discover && mayBeApart(context)) inspect.push(...discoverSpecs());
  const listen = controlListener(context, focus?.port);
  return sessionSpec(context, 'host-mode', { listen, inspect, stay: true, lifetimeMs: LIFETIME_MS });
}

/** The two questions of discovery. */
export function discoverSpecs(): InspectSpec[] {
  return (['mdns', 'ssdp'] as const).map((protocol) => ({ kind: 'discover', protocol, waitMs: DISCOVER_MS }));
}

/** On loopback, so that nobody but this computer and the machine of the engine can knock while it is open; not on the port in question. */
function controlListener(context: RunContext, not?: number): SessionSpec['listen'] {
  const ports = portsFrom(context.options.secrets.token, 'container', 2, 0);
  const port = ports.find((one) => one !== not) ?? 0;
  return [{ id: CONTROL, transport: 'tcp', address: '127.0.0.1', port }];
}
