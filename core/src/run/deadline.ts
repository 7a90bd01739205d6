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
