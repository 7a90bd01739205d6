import type { Discovery } from '../../model/port-facts.ts';
import { unknown } from '../../model/known.ts';
import type { Listener } from '../../model/listener.ts';
import type { RunContext } from '../context.ts';
import { within } from '../deadline.ts';
import type { LookOptions } from '../../model/look.ts';
import { DISCOVER_MS, discoverSpecs } from './start-host-mode.ts';
import { mayBeApart } from '../../facts/may-be-apart.ts';
import { hostSession } from './host-session.ts';
import { SessionFacts } from './session-facts.ts';

/** Ports of multicast discovery: mDNS (RFC 6762 §2) and SSDP (UPnP Device Architecture 2.0 §1). */
const DISCOVERY_PORTS = new Set([5353, 1900]);

/** A session starts and ends in less than this beyond the wait itself, in ms. */
const EXTRA_MS = 1500;

/**
 * Returns how many devices answer discovery on this computer and in host mode. Asked only where a container listens on a
 * discovery port and the two may be different networks: elsewhere nothing is learnt from it. Never throws.
 */
export async function discover(
  context: RunContext,
  options: LookOptions,
  hostMode: SessionFacts,
  listeners: readonly Listener[],
): Promise<Discovery[]> {
  const wanted = listeners.some((one) => one.container && DISCOVERY_PORTS.has(one.port));
  if (!options.discover || !wanted || !mayBeApart(context)) return [];
  const host = new SessionFacts();
  const failure = await hostSession(context, {
    inspect: discoverSpecs(),
    facts: (event) => host.hear(event),
  });
  host.end(failure ?? 'the probe on this computer did not report it');
  return Promise.all(
    (['mdns', 'ssdp'] as const).map(async (protocol) => ({
      protocol,
      host: await host[protocol],
      hostMode: await within(DISCOVER_MS + EXTRA_MS, hostMode[protocol], () =>
        unknown('no answer from the probe in time'),
      ),
    })),
  );
}
