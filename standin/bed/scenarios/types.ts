import type { Verdict } from '@hostnet/core';
import type { Fault } from '../faults.ts';

/** One state of Docker Desktop, or of another engine, and what a diagnosis of it must say. */
export interface Scenario {
  /** What is set up, for people. */
  readonly about: string;
  /** What sets its knobs apart from a healthy bed's. */
  readonly knobs: readonly string[];
  /** Faults made with real means inside the bed's own namespaces. */
  readonly faults?: readonly Fault[];
  readonly verdict: Verdict;
  /** Codes that must be found: these and, but for `may`, no others. */
  readonly codes: readonly string[];
  /** Codes that chance decides on: they may be found, and are left out of what is written down. */
  readonly may?: readonly string[];
  /** What the first finding's remedy must say, word for word. */
  readonly remedy?: string;
}

/** Every scenario of one concern, by name. */
export type Scenarios = Readonly<Record<string, Scenario>>;
