import type { Lane } from '../lanes/lane.ts';
import { directionOf } from '../judge/cells.ts';
import { HN0217 } from './catalogue.ts';
import { always, type Check } from './check.ts';
import { directionName } from './describe.ts';
import { finding } from './entry.ts';

/** HN0217: the listener saw another source address than the dialler had (for-win#14376). Describes the platform, breaks nothing here. */
export const sourceRewritten: Check = {
  code: HN0217.code,
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
