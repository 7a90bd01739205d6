/** One thing the extension asked of the desktop, in the order it came. */
export type Recording = { readonly at: string } & (
  | { readonly kind: 'toast'; readonly level: string; readonly message: string }
  | { readonly kind: 'dialog'; readonly properties: unknown; readonly filePaths: readonly string[] }
  | {
      readonly kind: 'navigate';
      readonly intent: string;
      readonly args: readonly unknown[];
      readonly refused: string | null;
    }
  | { readonly kind: 'openExternal'; readonly url: string; readonly refused: string | null }
  | {
      readonly kind: 'exec';
      readonly target: string;
      readonly cmd: string;
      readonly args: readonly string[];
      readonly streamed: boolean;
    }
  | {
      readonly kind: 'service';
      readonly method: string;
      readonly url: string;
      readonly status: number | null;
    }
  | { readonly kind: 'page'; readonly event: 'opened' | 'left'; readonly page: string }
);

type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never;
/** A recording before it is dated. */
export type NewRecording = WithoutTime<Recording>;

/** Oldest entries go first beyond this many: a dashboard left open for days polls its service. */
const LIMIT = 10_000;

/** Everything a page asked for, for tests and for the curious. */
export class Recorder {
  readonly #entries: Recording[] = [];

  add(entry: NewRecording): void {
    this.#entries.push({ at: new Date().toISOString(), ...entry });
    if (this.#entries.length > LIMIT) this.#entries.shift();
  }

  /** Returns a copy. */
  all(): Recording[] {
    return [...this.#entries];
  }
}
