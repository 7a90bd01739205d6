import type { Lane } from '../../../model/lane.ts';
import type { Family } from '../../../words/enums.ts';

import type { Check } from '../../check.ts';
import { directionName, someEvidence } from '../../reading/lane-words.ts';
import { entry, finding } from '../../entry.ts';
import { lossExplains } from '../../reading/loss-rate.ts';
import { groupBy } from '../../reading/port-words.ts';

const HN0314 = entry({
  code: 'HN0314',
  name: 'host-docker-internal',
  severity: 'warning',
  title: 'host.docker.internal answers over {good}, but not over {bad}, {from}',
  template:
    'The name has an IPv4 and an IPv6 address, and only one of them reaches this computer. A program that uses the other one fails.',
});

export const NAME = 'host.docker.internal';

/** HN0314: one family of the name's addresses answers and the other does not (for-mac#7332, for-win#13463). */
export const hostDockerInternal: Check = {
  entry: HN0314,
  applicable: ({ lanes }) =>
    lanes.some(({ address, resolved }) => address === NAME && resolved !== null) ||
    `${NAME} was not tested, or did not resolve`,
  check({ lanes }) {
    return splitFamilies(lanes).map(({ good, bad, from, lanes: all }) => {
      const six = bad === 'ipv6';
      const first = all[0]?.resolved ?? NAME;
      return finding(
        HN0314,
        { good: familyName(good), bad: familyName(bad), from },
        {
          evidence: someEvidence(all),
          remedy: six
            ? {
                text: 'Let Docker Desktop leave out the IPv6 address: Settings › Resources › Network, DNS resolution: filter IPv6 (AAAA).',
                command: null,
              }
            : {
                text: `Connect to ${first} over IPv6, or to the program’s own address instead of the name.`,
                command: null,
              },
        },
      );
    });
  },
};

/** Lanes of the name that a code of their own explains, so that HN0211 leaves them out. */
export function splitLanes(lanes: readonly Lane[]): Lane[] {
  return splitFamilies(lanes).flatMap((split) => split.lanes);
}

interface Split {
  readonly good: Family;
  readonly bad: Family;
  readonly from: string;
  readonly lanes: readonly Lane[];
}

/** One transport of one direction where every lane of one family is answered and none of the other. */
function splitFamilies(lanes: readonly Lane[]): Split[] {
  const measured = lanes.filter(
    (lane) =>
      lane.address === NAME &&
      lane.to === 'host' &&
      lane.family !== null &&
      lane.outcome !== 'not-measured' &&
      !lacksFamily(lane),
  );
  const splits = [...groupBy(measured, ({ from, to }) => `${from} ${to}`).values()].flatMap((group) =>
    (['ipv6', 'ipv4'] as const).flatMap((bad): Split[] => {
      const good = bad === 'ipv6' ? 'ipv4' : 'ipv6';
      const failed = group.filter(({ family }) => family === bad);
      const answered = group.filter(({ family }) => family === good);
      const [first] = failed;
      const splits =
        answered.length > 0 &&
        answered.every(({ outcome }) => outcome === 'reachable') &&
        failed.every(({ outcome }) => outcome !== 'reachable');
      return first && splits && !lossExplains(failed, lanes)
        ? [{ good, bad, from: directionName(first), lanes: failed }]
        : [];
    }),
  );
  return splits;
}

/**
 * An ordinary bridge has no IPv6 of its own: such a dial ends at once, in the container, and programs take the other address.
 */
function lacksFamily({ from, outcome }: Lane): boolean {
  return outcome === 'address-unavailable' || (from === 'bridge' && outcome === 'no-route');
}

function familyName(family: Family): string {
  return family === 'ipv6' ? 'IPv6' : 'IPv4';
}
