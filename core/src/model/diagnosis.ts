import type { Facts } from './facts.ts';
import type { Lane, PlannedLane } from './lane.ts';
import type { BoundaryEntry } from './boundary-entry.ts';
import type { Finding } from './finding.ts';
import type { Report } from './report.ts';
import type { Verdict } from '../words/enums.ts';

/** What a surface hears while a diagnosis runs, in this order; the last one is always `report`. */
export type DiagnoseEvent =
  /** What is being waited for now, in words for people. */
  | { readonly type: 'phase'; readonly text: string }
  | { readonly type: 'facts'; readonly facts: Facts }
  | { readonly type: 'planned'; readonly lanes: readonly PlannedLane[] }
  | { readonly type: 'lane'; readonly lane: Lane }
  | { readonly type: 'boundary'; readonly entry: BoundaryEntry }
  | {
      readonly type: 'verdict';
      readonly verdict: Verdict;
      readonly summary: string;
      readonly findings: readonly Finding[];
    }
  | { readonly type: 'report'; readonly report: Report };

/** How a diagnosis is to run. */
export interface DiagnoseOptions {
  readonly tool: { readonly name: string; readonly version: string; readonly surface: 'cli' | 'ui' };
  /** Measure the controls that need containers of their own too. */
  readonly full: boolean;
  /** Start the container that has the rights to see which process has which socket, where one is needed; absent is yes. */
  readonly owners?: boolean;
  /** Upper bound of the whole run in ms. */
  readonly timeoutMs: number;
  /** Fresh randomness: `token` 32 bytes as hex, `run` id of lower-case letters and digits. */
  readonly secrets: { readonly token: string; readonly run: string };
  /** Wall clock for `startedAt`, and a monotonic one in ms for durations. */
  readonly clock: { now(): Date; monotonicMs(): number };
}
