import type { Finding } from '../model/finding.ts';

import type { Check } from './check.ts';
import { entry, finding } from './entry.ts';

/**
 * Every code of hostnet. Ranges: 00xx the tool itself, 01xx state of the feature, 02xx lanes, 03xx containers and ports,
 * 04xx Swarm, 05xx host system, 06xx Compose files, 07xx known issues. A retired code stays as a comment and is never reused.
 */
export const HN0001 = entry({
  code: 'HN0001',
  name: 'check-failed',
  severity: 'warning',
  title: 'The check {check} failed to run',
  template:
    'A check of hostnet itself stopped with an error, so its result is unknown. The rest of the report is valid.',
});

/** HN0001: a check that throws becomes a finding of its own, never a hole in the report. Raised by judge. */
export function checkFailed(check: Check, error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error);
  return finding(
    HN0001,
    { check: check.entry.code },
    {
      evidence: [message],
      remedy: { text: 'Report this with the JSON of the run attached.', command: 'hostnet diagnose --json' },
    },
  );
}
