import type { Report } from '../../model/report.ts';
import type { Verdict } from '../../words/enums.ts';
import type { Change, Tone } from './change.ts';
import { settingChanges, stateChanges, updateBetween, versionChanges } from './fact-changes.ts';
import { findingChanges } from './finding-changes.ts';
import { boundaryChanges, laneChanges } from './lane-changes.ts';

/** What two reports say of the time between them. */
export interface ReportDiff {
  /** When the two were made, the earlier first. */
  readonly before: string;
  readonly after: string;
  /** The answer in one or two sentences. */
  readonly headline: string;
  /** In the order people read them: verdict, versions, settings, state, findings, lanes, what is carried. */
  readonly changes: readonly Change[];
  /** Lanes that only one of the runs measured: nothing is said of them. */
  readonly notCompared: number;
}

/** How good a verdict is; `unknown` is neither good nor bad. */
const RANK: Readonly<Record<Verdict, number | null>> = {
  working: 3,
  'partly-working': 2,
  'not-working': 1,
  'not-available': 1,
  unknown: null,
};

/**
 * Returns what changed between two reports, in sentences. The earlier one is the one to compare with, whichever is given
 * first; the order of lanes and findings makes no difference, nor do ports, times and ids of one run. Pure.
 */
export function diffReports(one: Report, other: Report): ReportDiff {
  const [before, after] =
    Date.parse(one.startedAt) <= Date.parse(other.startedAt) ? [one, other] : [other, one];
  const lanes = laneChanges(before, after);
  const verdict = verdictChange(before, after);
  const improved = after.verdict !== 'unknown' && !verdict.some(({ tone }) => tone === 'worse');
  const changes = [
    ...verdict,
    ...versionChanges(before, after),
    ...settingChanges(before, after),
    ...stateChanges(before, after),
    ...findingChanges(before, after, improved),
    ...lanes.changes,
    ...boundaryChanges(before, after),
  ];
  return {
    before: before.startedAt,
    after: after.startedAt,
    headline: headlineOf(before, after, changes),
    changes,
    notCompared: lanes.onlyOnce,
  };
}

function verdictChange(before: Report, after: Report): Change[] {
  if (before.verdict === after.verdict) return [];
  const [was, is] = [RANK[before.verdict], RANK[after.verdict]];
  const tone: Tone = was === null || is === null || was === is ? 'neutral' : is > was ? 'better' : 'worse';
  return [{ about: 'verdict', tone, sentence: `The verdict is ${after.verdict}; it was ${before.verdict}.` }];
}

function headlineOf(before: Report, after: Report, changes: readonly Change[]): string {
  const update = updateBetween(before, after);
  const since = update === null ? '' : `${update} between the two runs. `;
  if (before.verdict !== after.verdict) {
    return `${since}The verdict went from ${before.verdict} to ${after.verdict}.`;
  }
  const rest = changes.filter((change) => change.about !== 'version');
  if (rest.length === 0) {
    const nothing = changes.length === 0 ? 'Nothing' : 'Nothing else';
    return `${since}${nothing} that was measured changed: still ${after.verdict}.`;
  }
  const [worse, better] = (['worse', 'better'] as const).map(
    (tone) => rest.filter((change) => change.tone === tone).length,
  );
  const counts = [
    worse ? `${worse} ${worse === 1 ? 'change is' : 'changes are'} for the worse` : '',
    better ? `${better} for the better` : '',
  ].filter((part) => part !== '');
  return `${since}Still ${after.verdict}${counts.length === 0 ? ', with small changes' : `; ${counts.join(', ')}`}.`;
}
