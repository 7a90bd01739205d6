import { clickPath } from '../desktop/click-path.ts';
import { desktopOf, NOT_DESKTOP } from '../desktop/desktop-of.ts';
import { cellsOf, isAlive } from '../judge/cells.ts';
import { HN0110 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';

/** HN0110: Desktop up to 4.34 without a working feature: sign-in may be what is missing (release notes 4.35.0; for-mac#7391). */
export const signInNeeded: Check = {
  code: HN0110.code,
  applicable: ({ facts }) => desktopOf(facts) !== null || NOT_DESKTOP,
  check({ facts, lanes }) {
    const version = desktopOf(facts)?.version ?? null;
    const path = clickPath(version);
    if (version === null || path?.signIn !== true || cellsOf(lanes).some(isAlive)) return [];
    return [
      finding(
        HN0110,
        { version },
        {
          evidence: [`Docker Desktop ${version}`, 'whether somebody is signed in was not looked at'],
          remedy: { text: 'Sign in to Docker Desktop, or update it to 4.35 or later.', command: null },
        },
      ),
    ];
  },
};
