import { portsFrom } from '../../plan/listener-ports.ts';
import { ProbeFailure, type ProbeKind } from '../../model/outside.ts';
import type { InspectSpec, ReadyEvent, SessionSpec } from '../../protocol/index.ts';
import { startBudgetMs } from '../run-budget.ts';
import { expiry, sessionSpec, type RunContext } from '../context.ts';
import { readProbe, type ProbeRun } from '../probe-run.ts';
import type { LookOptions } from '../../model/look.ts';
import { isWatched } from './one-port.ts';
import { mayBeApart } from '../../facts/may-be-apart.ts';
import { SessionFacts } from './session-facts.ts';

/** Listener of our own in host mode that shows whether host networking works at all. */
const CONTROL = 'control';

/** Longest life of the container, in ms: longer than all that is asked of it, so that it ends by itself if nobody ends it. */
const LIFETIME_MS = 15_000;

/** How long connections to the port in question are watched, in ms: as long as the protocol allows. */
const WATCH_MS = 5000;

/** How long answers to a discovery query are waited for, in ms: most devices spread theirs over a second (RFC 6762 §6, UPnP MX). */
export const DISCOVER_MS = 1200;

/** The container in host mode, and what it tells. */
export interface HostModeLook {
  readonly run: ProbeRun;
  readonly ready: ReadyEvent;
  readonly sessionFacts: SessionFacts;
  /** Why it could not have the rights to see owners; null when it had them. */
  readonly refusal: string | null;
  /** Port of our own listener; null when there is none. */
  readonly controlPort: number | null;
}

/**
 * Starts the one container of a look: with the rights to see owners, and where these are refused without them. Brings
 * its image at most once. Throws ProbeFailure when neither can run.
 */
export async function startHostMode(context: RunContext, options: LookOptions): Promise<HostModeLook> {
  const spec = specOf(context, options);
  let kind: ProbeKind = 'owners';
  let refusal: string | null = null;
  let brought = false;
  for (;;) {
    const sessionFacts = new SessionFacts();
    const run = start(context, kind, spec, sessionFacts);
    try {
      const ready = await run.ready;
      const control = ready.listeners.find((one) => one.id === CONTROL && one.error === undefined);
      return { run, ready, sessionFacts, refusal, controlPort: control?.port ?? null };
    } catch (error) {
      if (!(error instanceof ProbeFailure) || context.signal.aborted) throw error;
      if (error.kind === 'image-missing' && !brought) {
        brought = true;
        context.emit({ type: 'phase', text: 'Putting the probe’s image on the engine' });
        await context.ports.engine.bringImage(context.signal);
      } else if (kind === 'owners' && ['start-refused', 'died'].includes(error.kind)) {
        kind = 'host-mode';
        refusal = error.message;
      } else throw error;
    }
  }
}

function start(
  context: RunContext,
  kind: ProbeKind,
  spec: SessionSpec,
  sessionFacts: SessionFacts,
): ProbeRun {
  const request = { kind, spec, expiresAt: expiry(context) };
  const run = readProbe(
    context.ports.engine.runProbe(request, context.signal),
    startBudgetMs(context.options.timeoutMs),
    { facts: (event) => sessionFacts.hear(event) },
  );
  void run.ended.then((failure) => sessionFacts.end(failure?.message ?? 'the probe ended before it told'));
  context.whileStarting();
  return context.track(run);
}

function specOf(context: RunContext, { focus, discover }: LookOptions): SessionSpec {
  const inspect: InspectSpec[] = [{ kind: 'listeners' }, { kind: 'interfaces' }];
  if (focus?.transport === 'tcp' && isWatched(context))
    inspect.push({ kind: 'arrivals', port: focus.port, forMs: WATCH_MS });
  if (discover && mayBeApart(context)) inspect.push(...discoverSpecs());
  return sessionSpec(context, 'host-mode', {
    // On loopback, so that nobody but this computer and the machine of the engine can knock while it is open.
    listen: [
      { id: CONTROL, transport: 'tcp', address: '127.0.0.1', port: controlPortOf(context, focus?.port) },
    ],
    inspect,
    stay: true,
    lifetimeMs: LIFETIME_MS,
  });
}

/** The two questions of discovery. */
export function discoverSpecs(): InspectSpec[] {
  return (['mdns', 'ssdp'] as const).map((protocol) => ({ kind: 'discover', protocol, waitMs: DISCOVER_MS }));
}

/** A port for our own listener that is not the one in question. */
function controlPortOf(context: RunContext, not: number | undefined): number {
  const ports = portsFrom(context.options.secrets.token, 'container', 2, 0);
  return ports.find((port) => port !== not) ?? 0;
}
