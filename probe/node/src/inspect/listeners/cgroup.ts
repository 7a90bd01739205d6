const ID_DIGITS = 64;

/**
 * Returns the id of the container in the text of /proc/PID/cgroup (cgroups(7)), null when there is none: `/docker/<id>`,
 * `docker-<id>.scope`, `/../<id>` as seen from another cgroup namespace, and the like. `own` is the same file of this
 * process: what it lies in, an engine inside a container for one, is not between the engine and its containers.
 */
export function containerOf(groups: string, own: string): string | null {
  const parents = new Map(
    groupsIn(own).map(({ hierarchy, path }) => [hierarchy, path.slice(0, path.lastIndexOf('/') + 1)]),
  );
  for (const { hierarchy, path } of groupsIn(groups)) {
    const parent = parents.get(hierarchy) ?? '';
    const id = firstId(path.startsWith(parent) ? path.slice(parent.length) : path);
    if (id !== null) return id;
  }
  return null;
}

/** Reads lines of "hierarchy:controllers:path". */
function groupsIn(text: string): { readonly hierarchy: string; readonly path: string }[] {
  return text.split('\n').flatMap((line) => {
    const match = /^([^:]*):[^:]*:(.*)$/.exec(line);
    return match ? [{ hierarchy: match[1] ?? '', path: match[2] ?? '' }] : [];
  });
}

/** Returns the first run of exactly 64 hexadecimal digits. */
function firstId(path: string): string | null {
  return path.split(/[^0-9a-f]+/).find((run) => run.length === ID_DIGITS) ?? null;
}
