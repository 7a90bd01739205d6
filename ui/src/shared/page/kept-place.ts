import type { Store } from './storage.ts';

/** Desktop makes the page anew on each visit, without its hash (Docker docs, extension architecture). */
const KEY = 'hostnet.place';

/** What is needed of a window; tests give their own. */
interface Where {
  readonly location: Pick<Location, 'hash'>;
  readonly history: Pick<History, 'replaceState'>;
  readonly storage: Store;
}

/** Brings back the place of the last visit, unless the address names one: that one is kept then. */
export function restorePlace({ location, history, storage }: Where): void {
  if (location.hash.length > 2) {
    keepPlace({ location, storage });
    return;
  }
  try {
    const kept = storage.getItem(KEY);
    if (kept?.startsWith('#/')) history.replaceState(null, '', kept);
  } catch {
    // Without storage every visit starts at the first tab.
  }
}

/** Keeps the place for the next visit. */
export function keepPlace({ location, storage }: Pick<Where, 'location' | 'storage'>): void {
  try {
    storage.setItem(KEY, location.hash);
  } catch {
    // Nothing is lost but the place.
  }
}
