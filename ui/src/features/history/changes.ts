import { diffReports, notComparedLine } from '@hostnet/core/report';
import type { Change } from '@hostnet/core/report';
import type { Report } from '@hostnet/core';
import type { Look } from '../../shared/controls/looks.ts';
import { laneChanges } from './lane-changes.ts';
import type { LaneChange } from './lane-changes.ts';
import { whenText } from './runs.ts';

/** What changed between two runs, as the page shows it. */
export interface ChangesView {
  readonly title: string;
  readonly headline: string;
  readonly lines: readonly { readonly look: Look; readonly sentence: string }[];
  /** The connections that both saw differently. */
  readonly lanes: readonly LaneChange[];
  /** What could not be compared; empty when all was. */
  readonly note: string;
}

const LOOKS: Readonly<Record<Change['tone'], Look>> = {
  better: { mark: '✓', word: 'better', tone: 'ok' },
  worse: { mark: '✕', word: 'worse', tone: 'bad' },
  neutral: { mark: '–', word: 'other', tone: 'none' },
};

/** Returns what changed between two reports; which of them is earlier is told by their times. */
export function changesView(one: Report, other: Report): ChangesView {
  const { before, after, headline, changes, notCompared } = diffReports(one, other);
  return {
    title: `From ${whenText(before)} to ${whenText(after)}`,
    headline,
    lines: changes.map(({ tone, sentence }) => ({ look: LOOKS[tone], sentence })),
    lanes: laneChanges(...inOrder(one, other)),
    note: notCompared === 0 ? '' : notComparedLine(notCompared),
  };
}

/** The earlier run first. */
function inOrder(one: Report, other: Report): [Report, Report] {
  return Date.parse(one.startedAt) <= Date.parse(other.startedAt) ? [one, other] : [other, one];
}
