import { clickPath } from '../desktop/click-path.ts';
import { desktopOf, NOT_DESKTOP } from '../desktop/desktop-of.ts';
import { HN0108 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';

/** HN0108: Desktop before 4.29 (release notes 4.29.0 and 4.34.0; docs#20630). */
export const desktopTooOld: Check = {
  code: HN0108.code,
  applicable: ({ facts }) => desktopOf(facts) !== null || NOT_DESKTOP,
  check({ facts }) {
    const version = desktopOf(facts)?.version ?? null;
    if (version === null || clickPath(version) !== null) return [];
    return [
      finding(
        HN0108,
        { version },
        {
          evidence: [`Docker Desktop ${version}`],
          // No command: `docker desktop update` is younger than every version this speaks to (Docker docs, desktop-cli).
          remedy: {
            text: 'Update Docker Desktop to 4.35 or later (Settings › Software updates, or a fresh download), then turn host networking on.',
            command: null,
          },
        },
      ),
    ];
  },
};
