import type { Finding } from '@hostnet/core';
import { placeOnPorts } from '../../shared/findings/codes.ts';

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
  const at = (place: ReturnType<typeof placeOnPorts>) =>
    findings.filter(({ code }) => placeOnPorts(code) === place);
  return {
    conflicts: at('conflict').sort((a, b) => WEIGHTS[a.severity] - WEIGHTS[b.severity]),
    others: at('other'),
  };
}
