/** Resolves after `ms` or when `signal` aborts, whichever is first. Never throws; leaves no timer behind. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

/** Returns what `work` returns, or `otherwise()` when `ms` pass first. The late result is ignored, its errors too. */
export async function within<T, U>(ms: number, work: Promise<T>, otherwise: () => U): Promise<T | U> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  work.catch(() => undefined);
  try {
    return await Promise.race([
      work,
      new Promise<U>((resolve, reject) => {
        timer = setTimeout(() => {
          try {
            resolve(otherwise());
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        }, ms);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs `work` with a signal that aborts when `signal` does, or `ms` after the start. Returns what `work` returns and throws
 * what it throws; leaves no timer and no listener behind. The running call itself holds the timer: a limit made by
 * `AbortSignal.any` and `AbortSignal.timeout` is held by nobody, and garbage collection takes it away before its time
 * (nodejs/node#57736).
 */
export async function timeLimited<T>(
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const abort = (): void => over.abort(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  const timer = setTimeout(() => over.abort(), ms);
  try {
    return await work(over.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
