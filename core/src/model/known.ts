/** A fact in three values: known, with its source, or unknown, with the reason. Never a bare false for "could not tell". */
export type Known<T> =
  | { readonly known: true; readonly value: T; readonly source: string }
  | { readonly known: false; readonly reason: string };

/** Returns a known fact. */
export function known<T>(value: T, source: string): Known<T> {
  return { known: true, value, source };
}

/** Returns an unknown fact with its reason. */
export function unknown(reason: string): { known: false; reason: string } {
  return { known: false, reason };
}
