import { deadDesktop } from '../../dead-desktop.ts';
import { desktopOf, hintLine, NOT_DESKTOP } from '../../../facts/desktop-of.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0114 = entry({
  code: 'HN0114',
  name: 'locked-by-admin',
  severity: 'error',
  effect: 'not-available',
  title: 'Host networking is locked off by your administrator',
  template:
    'The setting is locked, so the checkbox in Docker Desktop’s settings cannot be changed on this computer.',
});

/** HN0114: off, and locked by admin-settings.json or a policy (Docker docs, "Configure Settings Management"). */
export const lockedByAdmin: Check = {
  entry: HN0114,
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
