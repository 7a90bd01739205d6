import { EXTENSIONS_OFF, olderThan } from '../desktop/click-path.ts';
import { desktopOf, hint, hintLine, NOT_DESKTOP } from '../desktop/desktop-of.ts';
import { HN0118 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';

/** HN0118: since 4.74 extensions are off by default (release notes 4.74.0). Only a hint that says off makes it fire. */
export const extensionsOff: Check = {
  code: HN0118.code,
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
