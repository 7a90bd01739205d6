import { clickPath } from '../../../knowledge/click-path.ts';
import { desktopOf, NOT_DESKTOP } from '../../../facts/desktop-of.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0108 = entry({
  code: 'HN0108',
  name: 'desktop-too-old',
  severity: 'error',
  effect: 'not-available-while-dead',
  topic: 'setup',
  title: 'Docker Desktop {version} has no host networking: it came with 4.34',
  template: 'Before 4.29 there is no such feature, and --network host silently uses the VM’s network.',
});

/** HN0108: Desktop before 4.29 (release notes 4.29.0 and 4.34.0; docs#20630). */
export const desktopTooOld: Check = {
  entry: HN0108,
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
