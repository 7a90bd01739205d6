import { deadDesktop } from '../desktop/dead.ts';
import { desktopOf, hintLine, NOT_DESKTOP } from '../desktop/desktop-of.ts';
import { HN0114 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';

/** HN0114: off, and locked by admin-settings.json or a policy (Docker docs, "Configure Settings Management"). */
export const lockedByAdmin: Check = {
  code: HN0114.code,
  applicable: ({ facts }) => desktopOf(facts) !== null || NOT_DESKTOP,
  check(input) {
    if (deadDesktop(input) !== 'locked-off') return [];
    const settings = desktopOf(input.facts)?.settings;
    return [
      finding(
        HN0114,
        {},
        {
          evidence: [
            hintLine('setting', settings?.hostNetworkingEnabled),
            hintLine('locked', settings?.hostNetworkingLocked),
          ],
          remedy: {
            text: 'Ask your administrator to unlock it, or publish ports with -p in bridge mode.',
            command: 'docker run -p 8080:80 IMAGE',
          },
        },
      ),
    ];
  },
};
