import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { someEvidence } from '../../reading/lane-words.ts';
import { passingMoment } from '../../reading/passing-moment.ts';

const HN0223 = entry({
  code: 'HN0223',
  name: 'answers-late',
  severity: 'info',
  title: 'For a moment {late} of {tries} tests were not answered in time',
  template:
    'Everything was tested once more, and all of it was answered in time. A computer that is very busy answers late.',
});

/** HN0223: what ran out of time in a first round alone. A second round without any loss shows that it was no loss. */
export const answersLate: Check = {
  entry: HN0223,
  applicable: ({ lanes }) =>
    lanes.some(({ evidence }) => (evidence.tries ?? []).length > 1) || 'everything was tested once',
  check({ lanes }) {
    const moment = passingMoment(lanes);
    if (moment === null) return [];
    return [
      finding(
        HN0223,
        { late: String(moment.late.length), tries: String(moment.tries) },
        {
          evidence: someEvidence([...moment.late]),
          remedy: {
            text: 'Nothing needs to be done. If it happens often, see what keeps this computer busy.',
            command: null,
          },
        },
      ),
    ];
  },
};
