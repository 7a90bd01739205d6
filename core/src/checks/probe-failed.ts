import { ECI_REFUSAL } from '../docker/start-failure.ts';
import { HN0107 } from './catalogue.ts';
import { always, type Check } from './check.ts';
import { finding } from './entry.ts';

/** Failures that other checks explain better. */
const EXPLAINED = new Set(['image-missing']);
const EXPLAINED_TEXT = [
  /user namespaces are enabled/i,
  ECI_REFUSAL,
  /Sign in to continue using Docker Desktop/i,
];

/** HN0107: the instrument failed. */
export const probeFailed: Check = {
  code: HN0107.code,
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
          remedy: { text: 'Mend what the engine names and diagnose again.', command: 'hostnet diagnose' },
        },
      ),
    ];
  },
};
