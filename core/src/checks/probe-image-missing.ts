import { HN0106 } from './catalogue.ts';
import { always, type Check } from './check.ts';
import { finding } from './entry.ts';

/** HN0106: the probe's image is neither there nor to be had. */
export const probeImageMissing: Check = {
  code: HN0106.code,
  applicable: always,
  check({ facts: { probeFailure } }) {
    if (probeFailure?.kind !== 'image-missing') return [];
    return [
      finding(
        HN0106,
        {},
        {
          evidence: [
            probeFailure.message,
            ...(probeFailure.detail ? [probeFailure.detail.split('\n')[0] ?? ''] : []),
          ],
          remedy: {
            text: 'Build it on this engine from a checkout of hostnet, or load it from a machine that has it (`docker save`, `docker load`).',
            command: 'npm start -- --once',
          },
        },
      ),
    ];
  },
};
