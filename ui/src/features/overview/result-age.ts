import type { Report } from '@hostnet/core';
import { age } from '../../shared/controls/names.ts';
import type { Status } from '../../shared/run/state.ts';

/** How old a result is, for people. */
export interface ResultAge {
  /** It may no longer be so. */
  readonly old: boolean;
  /** Empty for a result of this visit that is not old. */
  readonly sentence: string;
}

/** After this long, in ms, a result is shown as an old one: settings, versions and networks change within an hour. */
const OLD_MS = 3_600_000;

/** Returns how old a result is at `nowMs`. */
export function resultAge(
  report: Pick<Report, 'startedAt'> | null,
  status: Status,
  nowMs: number,
): ResultAge {
  const ms = report === null ? 0 : nowMs - Date.parse(report.startedAt);
  const old = ms >= OLD_MS;
  if (report !== null && status === 'remembered')
    return { old, sentence: `This is the result of an earlier run, ${age(ms)}. Diagnose to measure now.` };
  return { old, sentence: old ? `This was measured ${age(ms)} and may no longer be so.` : '' };
}
