import { olderThan } from '../../../knowledge/click-path.ts';
import { desktopOf } from '../../../facts/desktop-of.ts';
import type { Lane } from '../../../model/lane.ts';

import { always, type Check } from '../../check.ts';
import { someEvidence } from '../../reading/lane-words.ts';
import { entry, finding } from '../../entry.ts';
import { lossExplains } from '../../reading/loss-rate.ts';

const HN0216 = entry({
  code: 'HN0216',
  name: 'ipv6-listeners-dead',
  severity: 'error',
  title: 'Listeners on IPv6 addresses cannot be reached from this computer{version}',
  template:
    'A program that listens on 0.0.0.0 or 127.0.0.1 is reached; one on :: or ::1 is not, not even over IPv4. Many programs listen on :: by default.',
});

/** Since this version listeners on IPv6 addresses are forwarded too (release notes 4.33.0; docs#20473). */
const MENDED_IN = '4.33.0';

/** HN0216: every listener on `::` or `::1` is dead while those on IPv4 addresses answer. */
export const ipv6ListenersDead: Check = {
  entry: HN0216,
  applicable: always,
  check({ facts, lanes }) {
    const dead = deadIpv6Listeners(lanes);
    if (dead.length === 0) return [];
    const version = desktopOf(facts)?.version ?? null;
    const old = olderThan(version, MENDED_IN);
    return [
      finding(
        HN0216,
        { version: old ? `: Docker Desktop ${version ?? ''} does not forward them` : '' },
        {
          evidence: [...someEvidence(dead), ...(old ? [`fixed in ${MENDED_IN}`] : [])],
          remedy: {
            text: `Let the program listen on 0.0.0.0 or 127.0.0.1${old ? ', or update Docker Desktop' : ''}.`,
            command: null,
          },
        },
      ),
    ];
  },
};

/** The dead lanes to IPv6 listeners, when all of them are dead, over IPv4 too, and listeners on IPv4 addresses answer; else none. */
export function deadIpv6Listeners(lanes: readonly Lane[]): Lane[] {
  const mine = lanes.filter(
    (lane) =>
      lane.from === 'host' &&
      lane.to === 'host-mode' &&
      lane.role === 'verdict' &&
      lane.outcome !== 'not-measured',
  );
  const six = mine.filter((lane) => lane.listen.includes(':'));
  const overFour = six.filter((lane) => lane.family === 'ipv4');
  const four = mine.filter((lane) => !lane.listen.includes(':'));
  // A transport that is dead altogether has a code of its own, so both kinds are compared within one transport.
  const dead = (['tcp', 'udp'] as const).flatMap((transport) => {
    const of = (list: readonly Lane[]) => list.filter((lane) => lane.transport === transport);
    const alive = of(four).some((lane) => lane.outcome === 'reachable');
    const any = of(overFour).length > 0 && of(six).every((lane) => lane.outcome !== 'reachable');
    return alive && any && !lossExplains(of(six), lanes) ? of(six) : [];
  });
  return dead;
}
