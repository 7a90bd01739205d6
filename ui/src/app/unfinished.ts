import type { Store } from '../shared/page/storage.ts';

/** Ids of runs that were under way when the page went, in order. */
const KEY = 'hostnet.unfinished-runs';
/** More are never kept: each is a visit that ended in the middle of a run. */
const MOST = 10;
const RUN = /^[a-z0-9]{1,32}$/;

/** Returns the runs that never told their end. Anything that is no id is left out. */
export function unfinishedRuns(storage: Pick<Storage, 'getItem'>): string[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(kept)
      ? kept.filter((run): run is string => typeof run === 'string' && RUN.test(run))
      : [];
  } catch {
    return [];
  }
}

/** Keeps that a run is under way. */
export function runStarts(storage: Store, run: string): void {
  put(storage, [...unfinishedRuns(storage), run].slice(-MOST));
}

/** Forgets a run that has ended, or whose leftovers were removed. */
export function runEnds(storage: Store, run: string): void {
  put(
    storage,
    unfinishedRuns(storage).filter((kept) => kept !== run),
  );
}

function put(storage: Store, runs: readonly string[]): void {
  try {
    storage.setItem(KEY, JSON.stringify(runs));
  } catch {
    // What stays behind then ends by its own lifetime, or is removed by "hostnet cleanup".
  }
}
