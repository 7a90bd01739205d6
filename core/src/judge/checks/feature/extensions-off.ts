import { EXTENSIONS_OFF, olderThan } from '../../../knowledge/click-path.ts';
import { desktopOf, hint, hintLine, NOT_DESKTOP } from '../../../facts/desktop-of.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0118 = entry({
  code: 'HN0118',
  name: 'extensions-off',
  severity: 'info',
  title: 'Docker Extensions are off by default since Docker Desktop 4.74',
  template:
    'To see this diagnosis in Docker Desktop {version}, extensions must be enabled under Settings › Extensions. The terminal needs nothing.',
});

/** HN0118: since 4.74 extensions are off by default (release notes 4.74.0). Only a hint that says off makes it fire. */
export const extensionsOff: Check = {
  entry: HN0118,
  applicable: ({ facts }) => desktopOf(facts) !== null || NOT_DESKTOP,
  check({ facts }) {
    const desktop = desktopOf(facts);
    const version = desktop?.version ?? null;
    if (version === null || olderThan(version, EXTENSIONS_OFF)) return [];
    const fact = desktop?.settings?.extensionsEnabled;
    if (hint(fact) !== false) return [];
    return [
      finding(
        HN0118,
        { version },
        {
          evidence: [`Docker Desktop ${version}`, hintLine('extensions', fact)],
          remedy: {
            text: 'Settings › Extensions › Enable Docker Extensions, if you want the dashboard tab.',
            command: null,
          },
        },
      ),
    ];
  },
};
