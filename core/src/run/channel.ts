/** A queue between callbacks and an async generator: pushes never wait, the reader does. */
export interface Channel<T> extends AsyncIterable<T> {
  push(value: T): void;
  /** Ends the reader after what was pushed; with an error it throws there. */
  close(error?: unknown): void;
}

/** Returns an empty channel for one reader. */
export function channel<T>(): Channel<T> {
  const values: T[] = [];
  let closed = false;
  let failure: { readonly error: unknown } | null = null;
  let wake: (() => void) | null = null;
  const notify = () => {
    wake?.();
    wake = null;
  };
  return {
    push(value) {
      if (closed) return;
      values.push(value);
      notify();
    },
    close(error) {
      if (closed) return;
      closed = true;
      if (error !== undefined) failure = { error };
      notify();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const value = values.shift();
        if (value !== undefined) yield value;
        else if (failure) throw failure.error;
        else if (closed) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
