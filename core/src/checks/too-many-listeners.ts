import { olderThan } from '../desktop/click-path.ts';
import { desktopOf, NOT_DESKTOP } from '../desktop/desktop-of.ts';
import { HN0215 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';

/** More than this many open ports stopped to answer, up to this version (release notes 4.36.0; for-mac#7451). */
export const MOST_LISTENERS = 18;
export const MENDED_LISTENER_LIMIT = '4.36.0';

/** HN0215: more than 18 host-mode listeners before 4.36. */
export const tooManyListeners: Check = {
  code: HN0215.code,
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
            `mended in ${MENDED_LISTENER_LIMIT}`,
          ],
          remedy: { text: 'Update Docker Desktop to 4.36 or later.', command: null },
        },
      ),
    ];
  },
};
