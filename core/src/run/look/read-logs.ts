import { bindFailuresIn } from '../../facts/bind-failures.ts';
import type { ContainerFacts } from '../../model/facts.ts';
import type { BindFailure } from '../../model/port-facts.ts';
import type { RunContext } from '../context.ts';
import { within } from '../deadline.ts';

/** Logs of at most this many containers are read, this many lines of each, for this long in ms. */
const MOST_LOGS = 16;
const LINES = 50;
const LOGS_MS = 2500;

/**
 * Returns what containers said of ports they could not take: the engine's error of any that did not start, and the end of
 * the log of those in host mode that ended in failure or start again and again. Never throws: a container may be gone by now.
 */
export async function readBindFailures(
  context: RunContext,
  containers: readonly ContainerFacts[],
): Promise<BindFailure[]> {
  const told = containers.flatMap(({ name, error }) => (error === '' ? [] : bindFailuresIn(error, name)));
  const read = containers.filter(failedInHostMode).slice(0, MOST_LOGS);
  const logs = await Promise.all(
    read.map(async ({ id, name }) => {
      const asked = context.ports.engine.logs(id, LINES, context.signal).catch(() => '');
      return bindFailuresIn(await within(LOGS_MS, asked, () => ''), name);
    }),
  );
  return [...told, ...logs.flat()];
}

function failedInHostMode({ networkMode, state, exitCode }: ContainerFacts): boolean {
  if (networkMode !== 'host') return false;
  return state === 'restarting' || (state !== 'running' && exitCode !== null && exitCode !== 0);
}
