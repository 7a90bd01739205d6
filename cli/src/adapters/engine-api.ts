/** An image of ours on an engine. */
export interface OurImage {
  readonly id: string;
  /** Its names, such as `hostnet/probe:0123456789abcdef`; none when another image has taken its name. */
  readonly names: readonly string[];
}

/** A file system that becomes an image. */
export interface NewImage {
  readonly repository: string;
  readonly tag: string;
  /** Dockerfile instructions that are part of it (`docker import --change`). */
  readonly changes: readonly string[];
  readonly tar: Uint8Array;
}

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
  /** The last lines of a container's log. Throws when the engine has none of it. */
  logs(container: string, lines: number, signal: AbortSignal): Promise<string>;
  /** Restarts a container and resolves when it runs again. Throws with the engine's own words. */
  restart(container: string, signal: AbortSignal): Promise<void>;
  /** Whether the engine has this image. */
  hasImage(image: string, signal: AbortSignal): Promise<boolean>;
  /** Images that have this label. */
  images(label: string, signal: AbortSignal): Promise<OurImage[]>;
  /** Makes an image of a tar, as `docker import` does. No registry is asked. */
  importImage(image: NewImage, signal: AbortSignal): Promise<void>;
  /** Removes an image with all its names; returns false when a container still uses it. One that is gone is removed. */
  removeImage(image: OurImage, signal: AbortSignal): Promise<boolean>;
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

/** Returns the images in an engine's answer to `GET /images/json`; what is no image is left out. */
export function imagesFrom(listed: unknown): OurImage[] {
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((entry: unknown) => {
    const { Id: id, RepoTags: tags } = entry as { Id?: unknown; RepoTags?: unknown };
    if (typeof id !== 'string') return [];
    const names = Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [];
    return [{ id, names: names.filter((name) => name !== '<none>:<none>') }];
  });
}
