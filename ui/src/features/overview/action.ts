import type { Finding, Verdict } from '@hostnet/core';
import { isSetUpStepByStep } from '../../shared/findings/codes.ts';
import { todoSections } from '../../shared/findings/todos.ts';

type Remedy = NonNullable<Finding['remedy']>;

/** The banner's one call to action. */
export type Action =
  /** Nothing to click but the copy button of its command. */
  | { readonly kind: 'remedy'; readonly remedy: Remedy }
  | { readonly kind: 'set-up'; readonly remedy: Remedy; readonly label: string }
  | { readonly kind: 'diagnose'; readonly label: string }
  | { readonly kind: 'copy'; readonly text: string; readonly label: string };

/** A server to try host mode with: nginx answers on port 80 of this computer, and needs no -p. */
export const EXAMPLE_COMMAND = 'docker run --rm -it --network host nginx';

/** Returns the one thing to do after this verdict. */
export function actionFor(verdict: Verdict, findings: readonly Finding[]): Action {
  if (verdict === 'working')
    return { kind: 'copy', text: EXAMPLE_COMMAND, label: 'Copy a command to try it' };
  const [first] = todoSections(findings).flatMap((section) =>
    section.todos.flatMap((todo) =>
      todo.findings.flatMap(({ code, remedy }) => (remedy === null ? [] : [{ code, remedy }])),
    ),
  );
  if (!first) return { kind: 'diagnose', label: 'Diagnose again' };
  const { code, remedy } = first;
  if (isSetUpStepByStep(code)) return { kind: 'set-up', remedy, label: 'Set it up step by step' };
  return { kind: 'remedy', remedy };
}
