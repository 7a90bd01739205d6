import { HN0208 } from './catalogue.ts';
import { always, type Check } from './check.ts';
import { deadRemedy, someEvidence } from './describe.ts';
import { finding } from './entry.ts';
import { groupsWith } from './lost.ts';

/** HN0208: requests were sent and the listener, which was alive, never saw them. */
export const requestLost: Check = {
  code: HN0208.code,
  applicable: always,
  check: (input) =>
    groupsWith(input, 'request-lost').map(({ transport, direction, lanes }) =>
      finding(
        HN0208,
        { transport, direction },
        { evidence: someEvidence(lanes), remedy: deadRemedy(input.facts, lanes) },
      ),
    ),
};
