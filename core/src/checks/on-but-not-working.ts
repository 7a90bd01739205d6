import { deadDesktop } from '../desktop/dead.ts';
import { desktopOf, hintLine, NOT_DESKTOP } from '../desktop/desktop-of.ts';
import { HN0112 } from './catalogue.ts';
import type { Check } from './check.ts';
import { someEvidence } from './describe.ts';
import { finding } from './entry.ts';

/** HN0112: a hint says on, the measurement says dead. They disagree, and the measurement counts (DESIGN §6). */
export const onButNotWorking: Check = {
  code: HN0112.code,
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
