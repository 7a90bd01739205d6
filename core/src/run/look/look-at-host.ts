import type { Known } from '../../model/known.ts';
import type { RunContext } from '../context.ts';
import { hostSession } from './host-session.ts';
import { Inbox, type ListenersSeen } from './session-facts.ts';

/** Returns what listens on this computer itself. Never throws. */
export async function lookAtHost(context: RunContext): Promise<Known<ListenersSeen>> {
  const inbox = new Inbox();
  const failure = await hostSession(context, {
    inspect: [{ kind: 'listeners' }],
    facts: (event) => inbox.hear(event),
  });
  inbox.end(failure ?? 'the probe on this computer did not tell');
  return inbox.listeners;
}
