import type { DialedEvent, FactsEvent, SessionSpec, SweptEvent } from '../../protocol/index.ts';
import { RUN_BUDGET } from '../run-budget.ts';
import { sessionSpec, type RunContext } from '../context.ts';
import { pause } from '../deadline.ts';
import { readProbe } from '../probe-run.ts';

/** Longest a session of the host may take here, in ms. */
const MOST_MS = 6000;

/** What a session of the host shall do, and who hears of it. */
export interface HostAsk extends Partial<Pick<SessionSpec, 'dial' | 'inspect' | 'sweep'>> {
  dialed?(event: DialedEvent): void;
  facts?(event: FactsEvent): void;
  swept?(event: SweptEvent): void;
}

/** Runs a session on the host to its end. Returns null, or one sentence on why it did not come to its end. Never throws. */
export async function hostSession(context: RunContext, ask: HostAsk): Promise<string | null> {
  const { dial = [], inspect = [], sweep } = ask;
  const spec = {
    ...sessionSpec(context, 'host', { dial, inspect }),
    ...(sweep ? { sweep } : {}),
  };
  const run = context.track(
    readProbe(context.ports.host.runProbe(spec, context.signal), RUN_BUDGET.hostReadyMs, {
      dialed: (event) => ask.dialed?.(event),
      facts: (event) => ask.facts?.(event),
      swept: (event) => ask.swept?.(event),
    }),
  );
  const late = pause(MOST_MS, context.signal).then(() => 'the probe on this computer did not end in time');
  const ended = await Promise.race([run.ended.then((failure) => failure?.message ?? null), late]);
  if (ended !== null) await run.stop();
  return ended;
}
