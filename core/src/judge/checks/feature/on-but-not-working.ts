import { deadDesktop } from '../../dead-desktop.ts';
import { desktopOf, hintLine, NOT_DESKTOP } from '../../../facts/desktop-of.ts';

import type { Check } from '../../check.ts';
import { someEvidence } from '../../reading/lane-words.ts';
import { entry, finding } from '../../entry.ts';

const HN0112 = entry({
  code: 'HN0112',
  name: 'on-but-not-working',
  severity: 'error',
  title: 'The setting says host networking is on, but it does not work',
  template:
    'The setting is a hint, and the measurement contradicts it: no connection between this computer and the container was answered.',
});

/** HN0112: a hint says on, the measurement says dead. They disagree, and the measurement counts. */
export const onButNotWorking: Check = {
  entry: HN0112,
  applicable: ({ facts }) => desktopOf(facts) !== null || NOT_DESKTOP,
  check(input) {
    if (deadDesktop(input) !== 'on') return [];
    const desktop = desktopOf(input.facts);
    const dead = input.lanes.filter((lane) => lane.role === 'verdict' && lane.outcome !== 'not-measured');
    return [
      finding(
        HN0112,
        {},
        {
          evidence: [hintLine('setting', desktop?.settings?.hostNetworkingEnabled), ...someEvidence(dead, 3)],
          remedy: {
            text: 'Restart Docker Desktop; if that does not help, turn the setting off and on again, and look for a message that host networking could not be started.',
            command: 'docker desktop restart',
          },
        },
      ),
    ];
  },
};
