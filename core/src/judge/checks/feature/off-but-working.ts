import { desktopOf, hint, hintLine, NOT_DESKTOP } from '../../../facts/desktop-of.ts';
import { cellsOf, isAlive } from '../../cells.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0113 = entry({
  code: 'HN0113',
  name: 'off-but-working',
  severity: 'info',
  title: 'The setting says host networking is off, but it works',
  template: 'The measurement decides. The setting was read from {source}, which may be out of date.',
});

/** HN0113: a hint says off, and lanes of both directions are answered. */
export const offButWorking: Check = {
  entry: HN0113,
  applicable: ({ facts }) => desktopOf(facts) !== null || NOT_DESKTOP,
  check({ facts, lanes }) {
    const fact = desktopOf(facts)?.settings?.hostNetworkingEnabled;
    const alive = cellsOf(lanes).filter(isAlive);
    const both = new Set(alive.map((cell) => cell.direction)).size === 2;
    if (!both || fact?.known !== true || hint(fact) !== false) return [];
    return [
      finding(HN0113, { source: fact.source }, { evidence: [hintLine('setting', fact)], remedy: null }),
    ];
  },
};
