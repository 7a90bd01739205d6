import { useQueryClient } from '@tanstack/react-query';
import { explainPort, lookAtPorts } from '@hostnet/core/listening';
import type { Forgotten, PortChain, PortsReport } from '@hostnet/core/listening';
import type { Ports } from '@hostnet/core';
import { freshSecrets } from '../../adapters/desktop.ts';
import { useSurface } from '../../app/surface.ts';
import { afterRestart } from '../../model/ports/guard.ts';
import type { Restarted } from '../../model/ports/guard.ts';
import { lookOptions, reportOf } from '../../model/ports/options.ts';
import type { LookParts } from '../../model/ports/options.ts';
import type { Question } from '../../model/ports/question.ts';
import { useJob } from './use-job.ts';
import type { Job } from './use-job.ts';

const PARTS: LookParts = {
  secrets: freshSecrets,
  clock: { now: () => new Date(), monotonicMs: () => performance.now() },
  version: __HOSTNET_VERSION__,
};

const LOOK = ['ports', 'look'] as const;

/** A program takes a while to listen again after its container was started: so often it is looked at, this long apart. */
const LOOKS_AFTER_RESTART = 4;
const BETWEEN_LOOKS_MS = 1500;

/** All that listens in host mode, when it is asked for. */
export function useLook(): Job<null, PortsReport> {
  const { ports } = useSurface();
  return useJob(LOOK, (_, signal, tell) => look(ports(), null, signal, tell));
}

/** One port looked at closely, and the chain that explains it. */
export function useExplain(): Job<Question, PortChain> {
  const { ports } = useSurface();
  return useJob(['ports', 'explain'], async (question, signal, tell) => {
    const report = await look(ports(), question, signal, tell);
    return explainPort(report, question.port, question.transport);
  });
}

/** A restarted container, and what was measured of it afterwards. */
export interface RestartResult {
  readonly container: string;
  readonly restarted: Restarted;
}

/** Restarts a container and looks again, until it is measured that it answers, or that it does not. */
export function useRestart(): Job<Forgotten, RestartResult> {
  const { ports } = useSurface();
  const client = useQueryClient();
  return useJob(['ports', 'restart'], async (forgotten, signal, tell) => {
    const { id, name } = forgotten.container;
    tell(`Restarting ${name}`);
    await ports().engine.restart(id, signal);
    for (let left = LOOKS_AFTER_RESTART; ; left--) {
      const report = await look(ports(), null, signal, tell);
      client.setQueryData(LOOK, report);
      const restarted = afterRestart(forgotten, report);
      if (left <= 1 || (restarted.state !== 'waiting' && restarted.state !== 'forgotten'))
        return { container: name, restarted };
      tell(`Waiting for ${name} to listen`);
      await pause(BETWEEN_LOOKS_MS, signal);
    }
  });
}

function look(
  ports: Ports,
  focus: Question | null,
  signal: AbortSignal,
  tell: (phase: string) => void,
): Promise<PortsReport> {
  return reportOf(lookAtPorts(ports, lookOptions(PARTS, focus), signal), tell);
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
