import { always, type Check } from '../../check.ts';
import { someEvidence } from '../../reading/lane-words.ts';
import { entry, finding } from '../../entry.ts';
import { groupsWith } from '../../reading/lost-lanes.ts';

const HN0209 = entry({
  code: 'HN0209',
  name: 'reply-lost',
  severity: 'warning',
  title: '{transport} answers are lost on the way back: requests {direction} do arrive',
  template: 'The listener saw the requests and answered each; no answer came back to the sender.',
});

/** HN0209: the listener saw the requests; its answers never came back (desktop-linux#267 is such a case). */
export const replyLost: Check = {
  entry: HN0209,
  applicable: always,
  check: (input) =>
    groupsWith(input, 'reply-lost').map(({ transport, direction, lanes }) =>
      finding(
        HN0209,
        { transport, direction },
        {
          evidence: someEvidence(lanes),
          remedy: {
            text: 'Publish the port in bridge mode instead, and update Docker if a newer version is out.',
            command: `docker run -p 8080:8080/${transport.toLowerCase()} IMAGE`,
          },
        },
      ),
    ),
};
