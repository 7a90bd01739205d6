import type { ContainerFacts, Facts } from '../facts/facts.ts';
import type { PortFacts } from '../facts/port-facts.ts';
import type { Lane } from '../lanes/lane.ts';
import type { BoundaryEntry, Finding, Listener } from '../report/schema.ts';

/** Everything a check may read. All of it is plain data. */
export interface CheckInput {
  readonly facts: Facts;
  readonly lanes: readonly Lane[];
  readonly boundary: readonly BoundaryEntry[];
  readonly containers: readonly ContainerFacts[];
  readonly listeners: readonly Listener[];
  /** null where the ports were not looked at in this run. */
  readonly ports: PortFacts | null;
  /** Lanes that failed in a first round and were measured again on other ports (docs/adr/0012): told, never judged. */
  readonly earlier: readonly Lane[];
}

/** A rule with a stable code that reads facts and lanes and yields findings. Pure. */
export interface Check {
  readonly code: `HN${string}`;
  /** Returns true when the rule makes sense here, else the reason it is skipped. */
  applicable(input: CheckInput): true | string;
  /** Returns what is so. Empty when all is well. */
  check(input: CheckInput): Finding[];
}

/** For checks that make sense everywhere. */
export function always(): true {
  return true;
}
