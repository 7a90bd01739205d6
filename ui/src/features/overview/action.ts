import type { Finding, Verdict } from '@hostnet/core';
import { isSetUpStepByStep } from '../../shared/findings/codes.ts';
import { todoSections } from '../../shared/findings/todos.ts';

type Remedy = NonNullable<Finding['remedy']>;

/** A container that the remedy restarts. */
export interface Restartable {
  readonly id: string;
  readonly name: string;
}

/** The banner's one call to action. */
export type Action =
  | { readonly kind: 'restart'; readonly remedy: Remedy; readonly container: Restartable }
  /** Nothing to click but the copy button of its command. */
  | { readonly kind: 'remedy'; readonly remedy: Remedy }
  | { readonly kind: 'set-up'; readonly remedy: Remedy; readonly label: string }
  | { readonly kind: 'diagnose'; readonly label: string }
  /** It works: an example to run. */
  | { readonly kind: 'try' };

/** Returns the one thing to do after this verdict. */
export function actionFor(
  verdict: Verdict,
  findings: readonly Finding[],
  containers: readonly Restartable[] = [],
): Action {
  if (verdict === 'working') return { kind: 'try' };
  const [first] = todoSections(findings).flatMap((section) =>
    section.todos.flatMap((todo) =>
      todo.findings.flatMap(({ code, remedy }) => (remedy === null ? [] : [{ code, remedy }])),
    ),
  );
  if (!first) return { kind: 'diagnose', label: 'Diagnose again' };
  const { code, remedy } = first;
  if (isSetUpStepByStep(code)) return { kind: 'set-up', remedy, label: 'Set it up step by step' };
  const container = restartedBy(remedy, containers);
  return container ? { kind: 'restart', remedy, container } : { kind: 'remedy', remedy };
}

/** The container that a remedy's command restarts, where it is one that the engine listed: a button does that as well. */
function restartedBy({ command }: Remedy, containers: readonly Restartable[]): Restartable | null {
  const name = /^docker restart (\S+)$/.exec(command ?? '')?.[1];
  const found = containers.find((one) => one.name === name);
  return found ? { id: found.id, name: found.name } : null;
}
