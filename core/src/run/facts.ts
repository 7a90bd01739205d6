import { engineFailureFrom } from '../facts/engine-failure.ts';
import type { ContainerFacts, EngineFacts, HostFacts } from '../facts/facts.ts';
import type { Ports } from '../ports.ts';
import { RUN_BUDGET } from './budget.ts';
import { within } from './deadline.ts';

/** Facts asked for before anything is started. */
export interface FirstFacts {
  readonly host: HostFacts;
  readonly engine: EngineFacts;
  /** All containers but ours; null when they could not be listed. Still under way while lanes are measured. */
  readonly containers: Promise<ContainerFacts[] | null>;
}

/** Asks host and engine side by side. Throws what `host.facts` throws: without the host there is nothing to measure from. */
export async function gatherFacts(ports: Ports, signal: AbortSignal): Promise<FirstFacts> {
  const containers = ports.engine.containers(signal).catch(() => null);
  const [host, engine] = await Promise.all([
    within(RUN_BUDGET.factsMs, ports.host.facts(signal), () => {
      throw new Error('This computer’s facts could not be read in time.');
    }),
    within(RUN_BUDGET.factsMs, ports.engine.facts(signal), () =>
      engineFailureFrom('the engine', 'timed out'),
    ),
  ]);
  return { host, engine, containers: within(RUN_BUDGET.factsMs, containers, () => null) };
}
