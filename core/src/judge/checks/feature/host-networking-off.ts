import { clickPathText } from '../../../knowledge/click-path.ts';
import { containerAnswersItself, deadDesktop } from '../../dead-desktop.ts';
import { desktopOf, hintLine, NOT_DESKTOP } from '../../../facts/desktop-of.ts';

import type { Check } from '../../check.ts';
import { someEvidence } from '../../reading/lane-words.ts';
import { entry, finding } from '../../entry.ts';

const HN0111 = entry({
  code: 'HN0111',
  name: 'host-networking-off',
  severity: 'error',
  topic: 'setup',
  title: 'Host networking is off',
  template:
    'A host-mode container answers inside Docker’s VM, but your computer cannot reach it: {reason}. Turn host networking on: {path}.',
});

/** HN0111: the feature is off: every promised lane is measured dead while the container answers itself, and no hint says it is on. */
export const hostNetworkingOff: Check = {
  entry: HN0111,
  applicable: ({ facts }) => desktopOf(facts) !== null || NOT_DESKTOP,
  check(input) {
    const reason = deadDesktop(input);
    if ((reason !== 'off' && reason !== 'unknown') || !containerAnswersItself(input)) return [];
    const desktop = desktopOf(input.facts);
    const path = clickPathText(desktop?.version ?? null);
    const dead = input.lanes.filter((lane) => lane.role === 'verdict' && lane.outcome !== 'not-measured');
    return [
      finding(
        HN0111,
        {
          reason:
            reason === 'off'
              ? 'the setting is off'
              : 'the setting could not be read, but the result is the one of host networking that is off',
          path,
        },
        {
          evidence: [
            hintLine('setting', desktop?.settings?.hostNetworkingEnabled),
            'inside the VM the container reaches itself',
            ...someEvidence(dead, 2),
          ],
          remedy: { text: `In Docker Desktop: ${path}. Then diagnose again.`, command: null },
        },
      ),
    ];
  },
};
