import type { Finding } from '@hostnet/core';

/** Codes of two that want one port: containers, programs of this computer, and ranges the system keeps. */
const CONFLICTS: ReadonlySet<string> = new Set([
  ...['HN0210', 'HN0302', 'HN0303', 'HN0304', 'HN0322', 'HN0324'],
  ...['HN0501', 'HN0502', 'HN0503', 'HN0504'],
]);
/** What the restart guard tells, with a button. */
const GUARDED = 'HN0219';

/** The findings of a look at the ports, by where they are shown. */
export interface FindingGroups {
  /** Ports that two want, each with its holder named. */
  readonly conflicts: readonly Finding[];
  /** All else of ports, containers and this computer. */
  readonly others: readonly Finding[];
}

const WEIGHTS = { error: 0, warning: 1, info: 2 } as const;

/**
 * Returns the findings apart, the heaviest first. What is said of the feature itself (HN01xx, HN02xx) belongs to the
 * Overview, where it is measured.
 */
export function findingGroups(findings: readonly Finding[]): FindingGroups {
  const conflicts = findings.filter(({ code }) => CONFLICTS.has(code));
  return {
    conflicts: [...conflicts].sort((a, b) => WEIGHTS[a.severity] - WEIGHTS[b.severity]),
    others: findings.filter(({ code }) => /^HN0[35]/.test(code) && !CONFLICTS.has(code) && code !== GUARDED),
  };
}
