import { ECI_REFUSAL } from '../../../facts/start-failure.ts';

import { always, type Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0107 = entry({
  code: 'HN0107',
  name: 'probe-failed',
  severity: 'error',
  title: 'The probe could not run, so host networking was not measured',
  template: '{message} This is a failure of the measurement, not a finding about the network.',
});

/** Failures that other checks explain better. */
const EXPLAINED = new Set(['image-missing']);
const EXPLAINED_TEXT = [
  /user namespaces are enabled/i,
  ECI_REFUSAL,
  /Sign in to continue using Docker Desktop/i,
];

/** HN0107: the instrument failed. */
export const probeFailed: Check = {
  entry: HN0107,
  applicable: always,
  check({ facts: { probeFailure } }) {
    if (
      !probeFailure ||
      EXPLAINED.has(probeFailure.kind) ||
      EXPLAINED_TEXT.some((text) => text.test(probeFailure.detail))
    )
      return [];
    return [
      finding(
        HN0107,
        { message: probeFailure.message },
        {
          evidence: [`kind: ${probeFailure.kind}`, ...(probeFailure.detail ? [probeFailure.detail] : [])],
          remedy: { text: 'Fix what the engine reports, then diagnose again.', command: 'hostnet diagnose' },
        },
      ),
    ];
  },
};
