import { always, type Check } from '../../check.ts';
import { someEvidence } from '../../reading/lane-words.ts';
import { entry, finding } from '../../entry.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { Lane } from '../../../model/lane.ts';
import type { Finding } from '../../../model/finding.ts';
import { isDesktop } from '../../../facts/engine-json.ts';
import { deadRemedy } from '../../reading/dead-remedy.ts';
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
          remedy: remedyOf(input, lanes),
        },
      ),
    ),
};

/** A published port helps where it was not seen to fail too, and only those who connect to the container. */
function remedyOf({ facts, lanes }: Evidence, lost: readonly Lane[]): NonNullable<Finding['remedy']> {
  const transport = lost[0]?.transport ?? 'tcp';
  const published = lanes.filter((lane) => lane.to === 'published' && lane.transport === transport);
  const helps = lost.some((lane) => lane.to === 'host-mode') && published.every(isFine);
  if (helps)
    return {
      text: 'Publish the port in bridge mode instead, and update Docker if a newer version is out.',
      command: `docker run -p 8080:8080/${transport} IMAGE`,
    };
  return isDesktop(facts.engine)
    ? { text: 'Restart Docker Desktop and diagnose again; if that does not help, update it.', command: null }
    : deadRemedy(facts, lost);
}

function isFine({ outcome }: Lane): boolean {
  return outcome === 'reachable' || outcome === 'not-measured';
}
