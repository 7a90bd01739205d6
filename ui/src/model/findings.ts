import type { Finding, Severity, Verdict } from '@hostnet/core';

/** Findings that the same deed mends. */
export interface Todo {
  readonly id: string;
  /** The one thing to do for all of them; null where nothing is to be done. */
  readonly remedy: Finding['remedy'];
  readonly findings: readonly Finding[];
}

/** What is to be done of one weight, under one heading. */
export interface TodoSection {
  readonly severity: Severity;
  readonly heading: string;
  readonly todos: readonly Todo[];
}

const HEADINGS: readonly (readonly [Severity, string])[] = [
  ['error', 'What to do'],
  ['warning', 'Good to know before it surprises you'],
  ['info', 'How this platform works'],
];

/**
 * Returns the findings grouped by what to do about them, the heaviest section first. A group stands in the section of its
 * heaviest finding, so nothing is to be done twice; empty sections are left out.
 */
export function todoSections(findings: readonly Finding[]): TodoSection[] {
  const left = [...findings];
  return HEADINGS.map(([severity, heading]) => {
    const todos: Todo[] = [];
    for (;;) {
      const first = left.find((finding) => finding.severity === severity);
      if (!first) break;
      const same = left.filter((finding) => finding === first || sameRemedy(finding, first));
      for (const finding of same) left.splice(left.indexOf(finding), 1);
      todos.push({ id: `${severity}/${todos.length}`, remedy: first.remedy, findings: same });
    }
    return { severity, heading, todos };
  }).filter((section) => section.todos.length > 0);
}

function sameRemedy(a: Finding, b: Finding): boolean {
  if (!a.remedy || !b.remedy) return false;
  return a.remedy.text === b.remedy.text && a.remedy.command === b.remedy.command;
}

/** The banner's one call to action. */
export type Action =
  | { readonly kind: 'show-remedy'; readonly code: string; readonly label: string }
  | { readonly kind: 'set-up'; readonly label: string }
  | { readonly kind: 'diagnose'; readonly label: string }
  | { readonly kind: 'copy'; readonly text: string; readonly label: string };

/** A server to try host mode with: nginx answers on port 80 of this computer, and needs no -p. */
export const EXAMPLE_COMMAND = 'docker run --rm -it --network host nginx';

/** Findings that the Setup page leads out of, step by step. */
const SET_UP: ReadonlySet<string> = new Set(['HN0103', 'HN0108', 'HN0111', 'HN0115', 'HN0117']);

/** Returns the one thing to do after this verdict. */
export function actionFor(verdict: Verdict, findings: readonly Finding[]): Action {
  if (verdict === 'working')
    return { kind: 'copy', text: EXAMPLE_COMMAND, label: 'Copy a command to try it' };
  const [first] = todoSections(findings).flatMap((section) =>
    section.todos.flatMap((todo) => todo.findings.filter((finding) => finding.remedy)),
  );
  if (!first) return { kind: 'diagnose', label: 'Diagnose again' };
  if (SET_UP.has(first.code)) return { kind: 'set-up', label: 'Set it up step by step' };
  return { kind: 'show-remedy', code: first.code, label: 'See what mends it' };
}
