import { plain } from '../../words/plain.ts';
import type { Change } from './change.ts';
import type { ReportDiff } from './diff-reports.ts';

/** Marks of a change: better, worse, neither. */
export const CHANGE_MARKS: Readonly<Record<Change['tone'], string>> = {
  better: '✓',
  worse: '✗',
  neutral: '·',
};

/** Returns the lines of a diff for a terminal or a file: when, the headline, one change a line. */
export function diffLines(diff: ReportDiff): string[] {
  const { before, after, headline, changes, notCompared } = diff;
  return [
    plain(`from ${before} to ${after}`),
    plain(headline),
    ...changes.map(({ tone, sentence }) => `  ${CHANGE_MARKS[tone]} ${plain(sentence)}`),
    ...(notCompared === 0 ? [] : [notComparedLine(notCompared)]),
  ];
}

/** Returns the sentence on lanes that only one of the runs measured. */
export function notComparedLine(count: number): string {
  return count === 1
    ? '1 lane was measured in one of the runs only and is not compared.'
    : `${count} lanes were measured in one of the runs only and are not compared.`;
}
