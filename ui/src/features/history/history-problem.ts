import { serviceProblem } from '../../shared/run/problems.ts';
import type { Problem } from '../../shared/run/problems.ts';

/** Returns why the history cannot do what was asked: what is so, and what mends it. */
export function historyProblem(what: string, error: Error): Problem {
  return { ...serviceProblem(error), title: what, message: error.message };
}
