/** What the terminal asks an engine for. Every call throws an Error whose text engineFailureFrom can classify. */
export interface EngineApi {
  /** `GET /version`. */
  version(signal: AbortSignal): Promise<unknown>;
  /** `GET /info`. */
  info(signal: AbortSignal): Promise<unknown>;
  /** `GET /containers/{id}/json` of every container that has all these labels; of all containers without labels. */
  inspectAll(labels: readonly string[], signal: AbortSignal): Promise<unknown[]>;
  /** Removes a container, running or not; returns false when there is none. One whose removal is under way is removed. */
  remove(id: string, signal: AbortSignal): Promise<boolean>;
}

/** At most this many containers are inspected at once. */
export const INSPECT_AT_ONCE = 8;

/** Returns `work` done for every item, at most `atOnce` side by side, in order. */
export async function mapLimited<T, U>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<U>,
): Promise<U[]> {
  const results: U[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
