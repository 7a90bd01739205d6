import type { Evidence } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { Entry } from './entry.ts';

/** A rule with a stable code that reads facts and lanes and yields findings. Pure. */
export interface Check {
  readonly entry: Entry;
  /** Returns true when the rule makes sense here, else the reason it is skipped. */
  applicable(evidence: Evidence): true | string;
  /** Returns what is so. Empty when all is well. `found` is what the checks before it in the registry found. */
  check(evidence: Evidence, found?: readonly Finding[]): Finding[];
}

/** For checks that make sense everywhere. */
export function always(): true {
  return true;
}
