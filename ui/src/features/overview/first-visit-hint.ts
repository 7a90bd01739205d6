const KEY = 'hostnet.first-visit-seen';

/** Returns whether the hint of the first visit was closed. Without storage it is not shown: it could not be closed for good. */
export function hintIsSeen(storage: Pick<Storage, 'getItem'>): boolean {
  try {
    return storage.getItem(KEY) !== null;
  } catch {
    return true;
  }
}

/** Keeps that the hint was closed. */
export function seeHint(storage: Pick<Storage, 'setItem'>): void {
  try {
    storage.setItem(KEY, '1');
  } catch {
    // It is shown again, which is no fault.
  }
}
