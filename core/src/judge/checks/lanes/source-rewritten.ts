import type { Lane } from '../../../model/lane.ts';
import { directionOf } from '../../cells.ts';

import { always, type Check } from '../../check.ts';
import { directionName } from '../../reading/lane-words.ts';
import { entry, finding } from '../../entry.ts';

const HN0217 = entry({
  code: 'HN0217',
  name: 'source-rewritten',
  severity: 'info',
  title: 'Programs see {seen} as the sender, not the address of the client, {direction}',
  template:
    'The forwarder connects in place of the client. Allow-lists and logs therefore see the forwarder instead of the client.',
});

/** HN0217: the listener saw another source address than the dialler had (for-win#14376). Describes the platform, breaks nothing here. */
export const sourceRewritten: Check = {
  entry: HN0217,
  applicable: always,
  check({ lanes }) {
    const groups = new Map<string, { lane: Lane; seen: string }[]>();
    for (const lane of lanes) {
      const seen = rewrittenTo(lane);
      if (seen === null) continue;
      const key = `${lane.from} ${seen}`;
      groups.set(key, [...(groups.get(key) ?? []), { lane, seen }]);
    }
    return [...groups.values()].flatMap((group) => {
      const first = group[0];
      if (!first) return [];
      return [
        finding(
          HN0217,
          { seen: first.seen, direction: directionName(first.lane) },
          {
            evidence: group
              .slice(0, 3)
              .map(
                ({ lane, seen }) =>
                  `${lane.transport} ${lane.resolved ?? lane.address}: sent from ${lane.evidence.dialler?.local?.address ?? '?'}, seen as ${seen}`,
              ),
            remedy: null,
          },
        ),
      ];
    });
  },
};

/** The address the listener saw, when it is not the one the dialler sent from; null when it is, or when either is not known. */
function rewrittenTo(lane: Lane): string | null {
  // host.docker.internal is a go-between by design: there the sender is never the container.
  if (directionOf(lane) === null || lane.outcome !== 'reachable' || lane.address === 'host.docker.internal')
    return null;
  const sent = plain(lane.evidence.dialler?.local?.address);
  const seen = plain(lane.evidence.listener?.from[0]?.address);
  return sent === null || seen === null || sent === seen ? null : seen;
}

/** Drops the v4-mapped form: a dual-stack listener sees IPv4 senders so (RFC 4291 §2.5.5.2). */
function plain(address: string | undefined): string | null {
  return address?.toLowerCase().replace(/^::ffff:(?=\d)/, '') ?? null;
}
