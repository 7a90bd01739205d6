import type { Known } from '../../model/known.ts';
import type { RunContext } from '../context.ts';
import { hostSession } from './host-session.ts';
import { SessionFacts, type ListenersSeen } from './session-facts.ts';

/** Returns what listens on this computer itself. Never throws. */
export async function lookAtHost(context: RunContext): Promise<Known<ListenersSeen>> {
  const sessionFacts = new SessionFacts();
  const failure = await hostSession(context, {
    inspect: [{ kind: 'listeners' }],
    facts: (event) => sessionFacts.hear(event),
  });
  sessionFacts.end(failure ?? 'the probe on this computer did not report it');
  return sessionFacts.listeners;
}
