import { always, type Check } from '../../check.ts';
import { deadRemedy, wasAccepted } from '../../reading/dead-remedy.ts';
import { someEvidence } from '../../reading/lane-words.ts';
import { entry, finding } from '../../entry.ts';
import { groupsWith } from '../../reading/lost-lanes.ts';

const HN0208 = entry({
  code: 'HN0208',
  name: 'request-lost',
  severity: 'warning',
  title: '{transport} requests are lost on the way {direction}',
  template: '{what}',
});

const DROPPED =
  'They were sent, and the listener at the far end never saw them. Whatever drops them sits between the two.';
const ACCEPTED =
  'The connection was accepted and the request sent, and the listener at the far end never saw it. A forwarder may have accepted it, or a program that a rule redirects to.';

/** HN0208: requests were sent and the listener, which was alive, never saw them. */
export const requestLost: Check = {
  entry: HN0208,
  applicable: always,
  check: (input) =>
    groupsWith(input, 'request-lost').map(({ transport, direction, lanes }) =>
      finding(
        HN0208,
        { transport, direction, what: lanes.every(wasAccepted) ? ACCEPTED : DROPPED },
        { evidence: someEvidence(lanes), remedy: deadRemedy(input.facts, lanes) },
      ),
    ),
};
