import { engineFailureFrom } from '../facts/engine-failure.ts';
import type { ContainerFacts, EngineFacts, HostFacts } from '../model/facts.ts';
import type { Ports } from '../model/outside.ts';
import { RUN_BUDGET } from './run-budget.ts';
import { within } from './deadline.ts';

/** Facts asked for before anything is started. */
export interface FirstFacts {
  readonly host: HostFacts;
  readonly engine: EngineFacts;
  /** Lists all containers but ours; null when they could not be listed. Asked while the probe's container starts, and once. */
  containers(): Promise<ContainerFacts[] | null>;
}

/** Asks host and engine side by side. Throws what `host.facts` throws: without the host there is nothing to measure from. */
export async function gatherFacts(ports: Ports, signal: AbortSignal): Promise<FirstFacts> {
  const [host, engine] = await Promise.all([
    within(RUN_BUDGET.factsMs, ports.host.facts(signal), () => {
      throw new Error('This computer’s facts could not be read in time.');
    }),
    within(RUN_BUDGET.factsMs, ports.engine.facts(signal), () =>
      engineFailureFrom('the engine', 'timed out'),
    ),
  ]);
  let asked: Promise<ContainerFacts[] | null> | null = null;
  const ask = () =>
    within(
      RUN_BUDGET.factsMs,
      ports.engine.containers(signal).catch(() => null),
      () => null,
    );
  return { host, engine, containers: () => (asked ??= ask()) };
}
