import type { PortReach } from '../../model/port-facts.ts';
import type { OpenListener } from '../../plan/gentle-reach.ts';
import { connectDial, DIALS_A_SESSION, MAX_DIALS, reachKey, reachOf } from '../../plan/reach-dials.ts';
import type { DialSpec } from '../../protocol/index.ts';
import type { RunContext } from '../context.ts';
import { hostSession } from './host-session.ts';

/** What the connections showed, and why some were not made; null when all were. */
export interface Dialled {
  readonly reach: readonly PortReach[];
  readonly undialled: string | null;
}

/** Outcomes of a connection that somebody accepted. */
const ACCEPTED = new Set(['reachable', 'closed', 'reset']);

/**
 * Connects to listeners, each at its addresses one after the other until one accepts: a program gets at most one connection
 * of a list, since a server may serve one client and end. The other addresses are `not-measured`, with the reason. Never
 * throws.
 */
export async function dialListeners(context: RunContext, open: readonly OpenListener[]): Promise<Dialled> {
  const reach = new Map<string, PortReach>();
  const chosen = open.slice(0, MAX_DIALS);
  let failed: string | null = null;
  let waiting = chosen.map(({ port, addresses }) => ({ port, left: [...addresses] }));
  while (waiting.length > 0 && failed === null && !context.signal.aborted) {
    const dials = new Map<string, DialSpec>();
    for (const { port, left } of waiting) {
      const key = reachKey(port, left[0] ?? '');
      if (left[0] !== undefined && !reach.has(key)) dials.set(key, connectDial(port, left[0]));
    }
    failed = await dialAll(context, [...dials.values()], (one) =>
      reach.set(reachKey(one.port, one.address), one),
    );
    waiting = waiting.flatMap(({ port, left }) => {
      const [at = '', ...rest] = left;
      if (!ACCEPTED.has(reach.get(reachKey(port, at))?.outcome ?? '')) {
        return rest.length > 0 ? [{ port, left: rest }] : [];
      }
      for (const address of rest) spare(reach, port, address, at);
      return [];
    });
  }
  const left = open.length - chosen.length;
  const tooMany = left > 0 ? `${left} listeners were left out: there are too many` : null;
  return { reach: [...reach.values()], undialled: failed ?? tooMany };
}

function spare(reach: Map<string, PortReach>, port: number, address: string, at: string): void {
  const key = reachKey(port, address);
  if (reach.has(key)) return;
  const reason = `one connection was made, to ${at}, and no second one`;
  reach.set(key, { transport: 'tcp', port, address, outcome: 'not-measured', reason, arrived: null });
}

/** Returns why a session did not come to its end, null when all did. */
async function dialAll(
  context: RunContext,
  dials: readonly DialSpec[],
  hear: (one: PortReach) => void,
): Promise<string | null> {
  const sessions: Promise<string | null>[] = [];
  for (let at = 0; at < dials.length; at += DIALS_A_SESSION) {
    const dial = dials.slice(at, at + DIALS_A_SESSION);
    sessions.push(hostSession(context, { dial, dialed: (event) => hear(reachOf(event)) }));
  }
  return (await Promise.all(sessions)).find((reason) => reason !== null) ?? null;
}
