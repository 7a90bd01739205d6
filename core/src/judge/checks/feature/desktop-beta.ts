import { clickPathText, FIRST_BETA, FIRST_STABLE, olderThan } from '../../../knowledge/click-path.ts';
import { desktopOf, NOT_DESKTOP } from '../../../facts/desktop-of.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0109 = entry({
  code: 'HN0109',
  name: 'desktop-beta',
  severity: 'warning',
  title: 'Docker Desktop {version} has host networking as a beta only',
  template:
    'From 4.29 to 4.33 it is found under {path}, needs sign-in, and has faults that later versions do not have.',
});

/** HN0109: Desktop 4.29 to 4.33, where the feature is a beta (release notes 4.29.0). */
export const desktopBeta: Check = {
  entry: HN0109,
  applicable: ({ facts }) => desktopOf(facts) !== null || NOT_DESKTOP,
  check({ facts }) {
    const version = desktopOf(facts)?.version ?? null;
    if (version === null || olderThan(version, FIRST_BETA) || !olderThan(version, FIRST_STABLE)) return [];
    return [
      finding(
        HN0109,
        { version, path: clickPathText(version) },
        {
          evidence: [`Docker Desktop ${version}`],
          remedy: { text: 'Update Docker Desktop to 4.35 or later.', command: null },
        },
      ),
    ];
  },
};
