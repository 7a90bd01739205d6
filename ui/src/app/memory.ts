import { Report } from '@hostnet/core';

/** Desktop keeps localStorage an extension until it is removed (Docker docs, extension UI policies). */
const KEY = 'hostnet.last-report';

/** Returns the report of the last run on this computer; null when there is none or it does not fit this version. */
export function lastReport(storage: Pick<Storage, 'getItem'>): Report | null {
  try {
    const text = storage.getItem(KEY);
    return text === null ? null : (Report.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    return null;
  }
}

/** Keeps a report for the next first paint. A full or forbidden storage is no fault: the service has the report too. */
export function keepReport(storage: Pick<Storage, 'setItem'>, report: Report): void {
  try {
    storage.setItem(KEY, JSON.stringify(report));
  } catch {
    // Nothing is lost but the first paint.
  }
}
