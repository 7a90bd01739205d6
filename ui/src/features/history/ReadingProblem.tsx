import { ProblemCard } from '../../shared/controls/ProblemCard.tsx';
import { historyProblem } from './history-problem.ts';

interface Props {
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onRetry: () => void;
}

/** A kept report that cannot be read, with a retry. */
export function ReadingProblem({ error, busy, onRetry }: Props) {
  if (!error) return null;
  return (
    <ProblemCard problem={historyProblem('The report cannot be read', error)} onRetry={onRetry} busy={busy} />
  );
}
