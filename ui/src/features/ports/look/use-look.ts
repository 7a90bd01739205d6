import { useCallback } from 'react';
import { lookAtPorts } from '@hostnet/core/listening';
import type { PortsReport } from '@hostnet/core/listening';
import { useSurface } from '../../../shared/page/surface.ts';
import { lookOptions, reportOf } from './look-options.ts';
import type { Question } from './question.ts';
import { useJob } from './use-job.ts';
import type { Job } from './use-job.ts';

/** The name under which the last look is kept. */
export const LOOK = ['ports', 'look'] as const;

/** Looks at all that listens in host mode, or closely at one port; `tell` hears what is being waited for. Throws what the look throws. */
export type LookAt = (
  focus: Question | null,
  signal: AbortSignal,
  tell: (phase: string) => void,
) => Promise<PortsReport>;

/** Returns how this page looks at ports. */
export function useLookAt(): LookAt {
  const { ports, secrets } = useSurface();
  return useCallback(
    (focus, signal, tell) => {
      const clock = { now: () => new Date(), monotonicMs: () => performance.now() };
      const options = lookOptions({ secrets, clock, version: __HOSTNET_VERSION__ }, focus);
      return reportOf(lookAtPorts(ports(), options, signal), tell);
    },
    [ports, secrets],
  );
}

/** All that listens in host mode, when it is asked for. */
export function useLook(): Job<null, PortsReport> {
  const look = useLookAt();
  return useJob(LOOK, (_, signal, tell) => look(null, signal, tell));
}
