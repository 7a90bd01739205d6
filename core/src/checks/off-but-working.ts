import { desktopOf, hint, hintLine, NOT_DESKTOP } from '../desktop/desktop-of.ts';
import { cellsOf, isAlive } from '../judge/cells.ts';
import { HN0113 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';

/** HN0113: a hint says off, and lanes of both directions are answered. */
export const offButWorking: Check = {
  code: HN0113.code,
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
