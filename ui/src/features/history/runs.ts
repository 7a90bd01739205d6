import type { StoredReport } from '@hostnet/core';
import { verdictLook } from '../../shared/controls/looks.ts';
import type { Look } from '../../shared/controls/looks.ts';
import { age } from '../../shared/controls/names.ts';

/** One past run as the table shows it. */
export interface RunRow {
  readonly id: string;
  /** Date and time as this computer writes them. */
  readonly when: string;
  readonly age: string;
  readonly look: Look;
  readonly summary: string;
  /** What is new against the run before: another verdict, another reason, or nothing. */
  readonly change: string;
}

/** Returns the rows of the table, newest first. */
export function runRows(stored: readonly StoredReport[], nowMs: number): RunRow[] {
  return [...stored]
    .sort((a, b) => b.id.localeCompare(a.id))
    .map(({ id, startedAt, verdict, summary }, at, all) => ({
      id,
      when: whenText(startedAt),
      age: Number.isNaN(Date.parse(startedAt)) ? '' : age(nowMs - Date.parse(startedAt)),
      look: verdictLook(verdict),
      summary,
      change: changeOf({ verdict, summary }, all[at + 1]),
    }));
}

type Answer = Pick<StoredReport, 'verdict' | 'summary'>;

function changeOf(now: Answer, before: Answer | undefined): string {
  if (!before) return now.summary;
  if (before.verdict !== now.verdict)
    return `${now.summary} Before: ${verdictLook(before.verdict).word.toLowerCase()}.`;
  return before.summary === now.summary ? 'The same as the run before.' : now.summary;
}

/** So many verdicts fit one line of the smallest window. */
const STRIP = 20;

/** Returns the last runs, the oldest first, and all of it in words. */
export function stripOf(rows: readonly RunRow[]): {
  readonly runs: readonly RunRow[];
  readonly words: string;
} {
  const runs = rows.slice(0, STRIP).reverse();
  const words = runs.map((row) => row.look.word.toLowerCase()).join(', ');
  return { runs, words: `Verdicts of the last ${runs.length} runs, the oldest first: ${words}` };
}

/** Returns a time as this computer writes it; a text that is no time as it is. */
export function whenText(startedAt: string): string {
  const at = Date.parse(startedAt);
  if (Number.isNaN(at)) return startedAt;
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** Runs chosen for a comparison, at most two. */
export type Choice = readonly string[];

/** Returns the choice after a click: a third run takes the place of the one chosen first. */
export function toggled(choice: Choice, id: string): Choice {
  return choice.includes(id) ? choice.filter((other) => other !== id) : [...choice, id].slice(-2);
}

/** Returns what to do to compare, in words. */
export function choiceHint(choice: Choice, runs: number): string {
  if (runs < 2) return 'Two runs are needed to compare: Diagnose once more.';
  if (choice.length === 0) return 'Choose two runs to see what changed between them.';
  return choice.length === 1 ? 'Choose one more run to compare with.' : 'Two runs are chosen.';
}
