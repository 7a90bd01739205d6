/** Calls `run` once when `signal` is aborted, at once when it already is. Returns what takes the call back. */
export function onAbort(signal: AbortSignal, run: () => void): () => void {
  if (signal.aborted) {
    run();
    return () => undefined;
  }
  signal.addEventListener('abort', run, { once: true });
  return () => signal.removeEventListener('abort', run);
}

/** Resolves after `ms`, or as soon as `signal` is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      off();
      resolve();
    };
    const timer = setTimeout(finish, ms);
    let off = (): void => undefined;
    off = onAbort(signal, finish);
  });
}

/** Resolves when `signal` is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => void onAbort(signal, resolve));
}

/** Returns `work`'s value, or null when `signal` is aborted first or `ms` pass first. `work` must not reject. */
export function within<T>(work: Promise<T>, ms: number, signal: AbortSignal): Promise<T | null> {
  const over = new AbortController();
  const off = onAbort(signal, () => over.abort());
  return Promise.race([work, pause(ms, over.signal).then(() => null)]).finally(() => {
    off();
    over.abort();
  });
}
