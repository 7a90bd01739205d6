import { olderThan } from '../../../knowledge/click-path.ts';
import { desktopOf, NOT_DESKTOP } from '../../../facts/desktop-of.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0215 = entry({
  code: 'HN0215',
  name: 'too-many-listeners',
  severity: 'warning',
  title: '{count} listeners in host mode: Docker Desktop {version} forwards 18 at most',
  template: 'Before 4.36, with more than 18 open ports first some and then all stopped answering.',
});

/** More than this many open ports stopped to answer, up to this version (release notes 4.36.0; for-mac#7451). */
export const MOST_LISTENERS = 18;
export const MENDED_LISTENER_LIMIT = '4.36.0';

/** HN0215: more than 18 host-mode listeners before 4.36. */
export const tooManyListeners: Check = {
  entry: HN0215,
  applicable: ({ facts }) => desktopOf(facts) !== null || NOT_DESKTOP,
  check({ facts, listeners }) {
    const version = desktopOf(facts)?.version ?? null;
    // Desktop forwards sockets of containers alone: others are the VM's own, or nobody knows whose.
    const counted = listeners.filter(({ container }) => container !== null);
    const ports = new Set(counted.map((listener) => `${listener.transport} ${listener.port}`));
    if (version === null || !olderThan(version, MENDED_LISTENER_LIMIT) || ports.size <= MOST_LISTENERS)
      return [];
    return [
      finding(
        HN0215,
        { count: String(ports.size), version },
        {
          evidence: [
            `containers listen on ${ports.size} ports of the host-mode namespace`,
            `fixed in ${MENDED_LISTENER_LIMIT}`,
          ],
          remedy: { text: 'Update Docker Desktop to 4.36 or later.', command: null },
        },
      ),
    ];
  },
};
