import { clickPathText, FIRST_BETA, FIRST_STABLE, olderThan } from '../desktop/click-path.ts';
import { desktopOf, NOT_DESKTOP } from '../desktop/desktop-of.ts';
import { HN0109 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';

/** HN0109: Desktop 4.29 to 4.33, where the feature is a beta (release notes 4.29.0). */
export const desktopBeta: Check = {
  code: HN0109.code,
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
