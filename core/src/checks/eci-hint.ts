import { desktopOf, hint, hintLine, NOT_DESKTOP } from '../desktop/desktop-of.ts';
import { HN0116 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';

/** HN0116: a hint says isolation is on, and a host-mode container ran all the same. */
export const eciHint: Check = {
  code: HN0116.code,
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
