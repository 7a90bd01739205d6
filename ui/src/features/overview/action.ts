import type { Finding, Verdict } from '@hostnet/core';
import { isSetUpStepByStep } from '../../shared/findings/codes.ts';
import { todoSections } from '../../shared/findings/todos.ts';

/** The banner's one call to action. */
export type Action =
  | { readonly kind: 'show-remedy'; readonly code: string; readonly label: string }
  | { readonly kind: 'set-up'; readonly label: string }
  | { readonly kind: 'diagnose'; readonly label: string }
  | { readonly kind: 'copy'; readonly text: string; readonly label: string };

/** A server to try host mode with: nginx answers on port 80 of this computer, and needs no -p. */
export const EXAMPLE_COMMAND = 'docker run --rm -it --network host nginx';

/** Returns the one thing to do after this verdict. */
export function actionFor(verdict: Verdict, findings: readonly Finding[]): Action {
  if (verdict === 'working')
    return { kind: 'copy', text: EXAMPLE_COMMAND, label: 'Copy a command to try it' };
  const [first] = todoSections(findings).flatMap((section) =>
    section.todos.flatMap((todo) => todo.findings.filter((finding) => finding.remedy)),
  );
  if (!first) return { kind: 'diagnose', label: 'Diagnose again' };
  if (isSetUpStepByStep(first.code)) return { kind: 'set-up', label: 'Set it up step by step' };
  return { kind: 'show-remedy', code: first.code, label: 'See what mends it' };
}
