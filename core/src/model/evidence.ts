import type { BoundaryEntry } from './boundary-entry.ts';
import type { ContainerFacts, Facts } from './facts.ts';
import type { Lane } from './lane.ts';
import type { Listener } from './listener.ts';
import type { PortFacts } from './port-facts.ts';

/** Everything a check may read. All of it is plain data. */
export interface Evidence {
  readonly facts: Facts;
  readonly lanes: readonly Lane[];
  readonly boundary: readonly BoundaryEntry[];
  readonly containers: readonly ContainerFacts[];
  readonly listeners: readonly Listener[];
  /** null where the ports were not checked in this run. */
  readonly ports: PortFacts | null;
  /** Lanes that failed in a first round and were measured again on other ports (docs/adr/0012): reported, never judged. */
  readonly earlier: readonly Lane[];
  /** How a listener of our own in host mode, opened a moment ago, answered on this computer; absent where there was none. */
  readonly control?: { readonly address: string; readonly outcome: Lane['outcome'] } | null;
}
