import type { Finding } from '../report/schema.ts';
import { HN0001 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';

/** HN0001: a check that throws becomes a finding of its own, never a hole in the report (DESIGN §7). Raised by judge. */
export function checkFailed(check: Check, error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error);
  return finding(
    HN0001,
    { check: check.code },
    {
      evidence: [message],
      remedy: { text: 'Report this with the JSON of the run attached.', command: 'hostnet diagnose --json' },
    },
  );
}
