import type { Finding, Severity } from '@hostnet/core';

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
