import { desktopOf, NOT_DESKTOP } from '../../../facts/desktop-of.ts';
import type { Lane } from '../../../model/lane.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { NAME } from './host-docker-internal.ts';
import { lossIsEvident } from '../../reading/loss-rate.ts';
import { groupBy } from '../../reading/port-words.ts';

const HN0315 = entry({
  code: 'HN0315',
  name: 'host-docker-internal-unknown',
  severity: 'warning',
  title: 'host.docker.internal does not resolve {from}',
  template: 'Docker Desktop answers that name in every container. Here the lookup failed.',
});

/** HN0315: Docker Desktop's own name for this computer does not resolve; `dns` in daemon.json is one cause (desktop-linux#87, for-win#13966). */
export const hostDockerInternalUnknown: Check = {
  entry: HN0315,
  applicable: ({ facts, lanes }) => {
    if (desktopOf(facts) === null) return NOT_DESKTOP;
    return lanes.some(({ address }) => address === NAME) || `${NAME} was not looked up`;
  },
  check({ lanes }) {
    return [...groupBy(unresolvedLanes(lanes), ({ from }) => from)].map(([from, failed]) =>
      finding(
        HN0315,
        { from: from === 'bridge' ? 'in a bridge container' : 'in host mode' },
        {
          evidence: failed.map(
            ({ transport, evidence }) =>
              `${NAME} (${transport}): ${evidence.dialler?.errno ?? 'the lookup failed'}`,
          ),
          remedy:
            from === 'bridge'
              ? {
                  text: 'Take `dns` out of daemon.json, or start the container with --add-host host.docker.internal:host-gateway.',
                  command: null,
                }
              : {
                  text: 'Use 127.0.0.1, which means this computer in host mode; or take `dns` out of daemon.json.',
                  command: null,
                },
        },
      ),
    );
  },
};

/** Lanes of the name that did not resolve while no other lookup of it from there did. */
export function unresolvedLanes(lanes: readonly Lane[]): Lane[] {
  // A lookup is a datagram too: where datagrams are lost, it may be one of them.
  if (lossIsEvident(lanes)) return [];
  const named = lanes.filter(({ address, outcome }) => address === NAME && outcome !== 'not-measured');
  return [...groupBy(named, ({ from }) => from).values()].flatMap((group) =>
    group.every(({ outcome }) => outcome === 'resolve-failed') ? group : [],
  );
}
