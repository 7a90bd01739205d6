import { olderThan } from '../desktop/click-path.ts';
import { desktopOf, NOT_DESKTOP } from '../desktop/desktop-of.ts';
import { HN0216 } from './catalogue.ts';
import type { Check } from './check.ts';
import { someEvidence } from './describe.ts';
import { finding } from './entry.ts';

/** Since this version listeners on IPv6 addresses are forwarded too (release notes 4.33.0; docs#20473). */
const MENDED_IN = '4.33.0';

/** HN0216: listeners on `::` or `::1` fail before 4.33 while those on IPv4 addresses work. */
export const ipv6ListenersTooEarly: Check = {
  code: HN0216.code,
  applicable: ({ facts }) => desktopOf(facts) !== null || NOT_DESKTOP,
  check({ facts, lanes }) {
    const version = desktopOf(facts)?.version ?? null;
    if (version === null || !olderThan(version, MENDED_IN)) return [];
    const mine = lanes.filter(
      (lane) =>
        lane.from === 'host' &&
        lane.to === 'host-mode' &&
        lane.role === 'verdict' &&
        lane.outcome !== 'not-measured',
    );
    const six = mine.filter((lane) => lane.listen.includes(':'));
    const four = mine.filter((lane) => !lane.listen.includes(':'));
    if (!four.some((lane) => lane.outcome === 'reachable')) return [];
    if (six.length === 0 || six.some((lane) => lane.outcome === 'reachable')) return [];
    return [
      finding(
        HN0216,
        { version },
        {
          evidence: someEvidence(six),
          remedy: {
            text: 'Let the program listen on 0.0.0.0 or 127.0.0.1, or update Docker Desktop.',
            command: null,
          },
        },
      ),
    ];
  },
};
