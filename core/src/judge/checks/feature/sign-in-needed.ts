import { clickPath } from '../../../knowledge/click-path.ts';
import { desktopOf, NOT_DESKTOP } from '../../../facts/desktop-of.ts';
import { cellsOf, isAlive } from '../../cells.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0110 = entry({
  code: 'HN0110',
  name: 'sign-in-needed',
  severity: 'warning',
  title: 'Docker Desktop {version} turns host networking off when nobody is signed in',
  template:
    'Up to 4.34 the feature needs a signed-in user; signing out, or a start without network, turns it off. Since 4.35 it does not.',
});

/** HN0110: Desktop up to 4.34 without a working feature: sign-in may be what is missing (release notes 4.35.0; for-mac#7391). */
export const signInNeeded: Check = {
  entry: HN0110,
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
          evidence: [`Docker Desktop ${version}`, 'whether somebody is signed in was not checked'],
          remedy: { text: 'Sign in to Docker Desktop, or update it to 4.35 or later.', command: null },
        },
      ),
    ];
  },
};
