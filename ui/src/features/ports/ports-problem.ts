import { problemFrom } from '../../shared/run/problems.ts';
import type { Problem } from '../../shared/run/problems.ts';

/** Returns the problem behind a look, a sweep or a restart that failed. */
export function portsProblem(error: Error, title = 'The ports could not be checked'): Problem {
  const problem = problemFrom(error);
  return problem.port === 'run' ? { ...problem, title } : problem;
}
