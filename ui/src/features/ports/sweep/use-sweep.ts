import { useState } from 'react';
import { useSurface } from '../../../shared/page/surface.ts';
import { useJob } from '../look/use-job.ts';
import type { Job } from '../look/use-job.ts';
import { foldSwept, sweepSpecs, sweepStart } from './sweep-state.ts';
import type { SweepAsk, SweepState } from './sweep-state.ts';

/** A sweep and how far it has come; `now` is null before the first. */
export interface Sweep extends Job<SweepAsk, SweepState> {
  readonly now: SweepState | null;
}

/** Tries every port of a range on this computer, through sessions of the host. */
export function useSweep(): Sweep {
  const { ports, secrets } = useSurface();
  const [now, setNow] = useState<SweepState | null>(null);
  const job = useJob<SweepAsk, SweepState>(['ports', 'sweep'], async (ask, signal, tell) => {
    let state = sweepStart(ask);
    setNow(state);
    tell('Trying ports');
    for (const spec of sweepSpecs(ask, secrets)) {
      const session = ports().host.runProbe(spec, signal);
      try {
        for await (const event of session.events) {
          if (event.event === 'swept') setNow((state = foldSwept(state, event)));
        }
      } finally {
        await session.stop();
      }
    }
    if (state.done < state.total)
      throw new Error(`The sweep ended after ${state.done} of ${state.total} ports.`);
    return state;
  });
  return { ...job, now };
}
