import { useQueryClient } from '@tanstack/react-query';
import type { Forgotten } from '@hostnet/core/listening';
import { useSurface } from '../../../shared/page/surface.ts';
import { useJob } from '../look/use-job.ts';
import type { Job } from '../look/use-job.ts';
import { LOOK, useLookAt } from '../look/use-look.ts';
import { afterRestart } from './after-restart.ts';
import type { Restarted } from './after-restart.ts';

/** A program takes a while to listen again after its container was started: so often it is looked at, this long apart. */
const LOOKS_AFTER_RESTART = 4;
const BETWEEN_LOOKS_MS = 1500;

/** A restarted container, and what was measured of it afterwards. */
export interface RestartResult {
  readonly container: string;
  readonly restarted: Restarted;
}

/** Restarts a container and looks again, until it is measured that it answers, or that it does not. */
export function useRestart(): Job<Forgotten, RestartResult> {
  const { ports } = useSurface();
  const look = useLookAt();
  const client = useQueryClient();
  return useJob(['ports', 'restart'], async (forgotten, signal, tell) => {
    const { id, name } = forgotten.container;
    tell(`Restarting ${name}`);
    await ports().engine.restart(id, signal);
    for (let left = LOOKS_AFTER_RESTART; ; left--) {
      const report = await look(null, signal, tell);
      client.setQueryData(LOOK, report);
      const restarted = afterRestart(forgotten, report);
      if (left <= 1 || (restarted.state !== 'waiting' && restarted.state !== 'forgotten'))
        return { container: name, restarted };
      tell(`Waiting for ${name} to listen`);
      await pause(BETWEEN_LOOKS_MS, signal);
    }
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
