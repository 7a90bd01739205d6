import { always, type Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0106 = entry({
  code: 'HN0106',
  name: 'probe-image-missing',
  severity: 'error',
  title: 'The probe’s image is not on the engine and could not be put there',
  template: 'The diagnosis starts one small container, and its image is missing. Nothing could be measured.',
});

/** HN0106: the probe's image is neither there nor to be had. */
export const probeImageMissing: Check = {
  entry: HN0106,
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
            text: 'Mend what the engine names, and diagnose again. In Docker Desktop, install the extension again: it brings its image.',
            command: 'hostnet diagnose',
          },
        },
      ),
    ];
  },
};
