import type { Finding, Severity, Verdict } from '@hostnet/core';

/** Findings of one weight under one heading. */
export interface FindingGroup {
  readonly severity: Severity;
  readonly heading: string;
  readonly findings: readonly Finding[];
}

const HEADINGS: readonly (readonly [Severity, string])[] = [
  ['error', 'What to do'],
  ['warning', 'Good to know before it surprises you'],
  ['info', 'How this platform works'],
];

/** Returns the findings in groups, the heaviest first; empty groups are left out. */
export function findingGroups(findings: readonly Finding[]): FindingGroup[] {
  return HEADINGS.map(([severity, heading]) => ({
    severity,
    heading,
    findings: findings.filter((finding) => finding.severity === severity),
  })).filter((group) => group.findings.length > 0);
}

/** The banner's one call to action. */
export type Action =
  | { readonly kind: 'show-remedy'; readonly code: string; readonly label: string }
  | { readonly kind: 'diagnose'; readonly label: string }
  | { readonly kind: 'copy'; readonly text: string; readonly label: string };

/** A server to try host mode with: nginx answers on port 80 of this computer, and needs no -p. */
export const EXAMPLE_COMMAND = 'docker run --rm -it --network host nginx';

/** Returns the one thing to do after this verdict. */
export function actionFor(verdict: Verdict, findings: readonly Finding[]): Action {
  const [first] = findingGroups(findings).flatMap((group) =>
    group.findings.filter((finding) => finding.remedy),
  );
  if (verdict === 'working')
    return { kind: 'copy', text: EXAMPLE_COMMAND, label: 'Copy a command to try it' };
  if (first) return { kind: 'show-remedy', code: first.code, label: 'See what mends it' };
  return { kind: 'diagnose', label: 'Diagnose again' };
}
