import { HN0209 } from './catalogue.ts';
import { always, type Check } from './check.ts';
import { someEvidence } from './describe.ts';
import { finding } from './entry.ts';
import { groupsWith } from './lost.ts';

/** HN0209: the listener saw the requests; its answers never came back (desktop-linux#267 is such a case). */
export const replyLost: Check = {
  code: HN0209.code,
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
