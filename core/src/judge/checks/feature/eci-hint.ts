import { desktopOf, hint, hintLine, NOT_DESKTOP } from '../../../facts/desktop-of.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0116 = entry({
  code: 'HN0116',
  name: 'eci-hint',
  severity: 'warning',
  title: 'A setting says Enhanced Container Isolation is on, but a host-mode container started',
  template:
    'With isolation on, the engine refuses host-mode containers. This one started, so isolation does not apply to it, or takes effect at the next start of Docker Desktop.',
});

/** HN0116: a hint says isolation is on, and a host-mode container ran all the same. */
export const eciHint: Check = {
  entry: HN0116,
  applicable: ({ facts }) => desktopOf(facts) !== null || NOT_DESKTOP,
  check({ facts, lanes }) {
    const fact = desktopOf(facts)?.settings?.enhancedContainerIsolation;
    const ran = lanes.some((lane) => lane.from === 'host-mode' && lane.outcome !== 'not-measured');
    if (hint(fact) !== true || !ran) return [];
    return [
      finding(
        HN0116,
        {},
        {
          evidence: [hintLine('isolation', fact), 'a host-mode container of this run was started'],
          remedy: {
            text: 'Quit and start Docker Desktop, then diagnose again: isolation takes effect at a full start.',
            command: null,
          },
        },
      ),
    ];
  },
};
