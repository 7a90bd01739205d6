import { entryOf, type Entry, type Mapping, type Node } from './located.ts';
import { asMapping } from './pairs.ts';

/** Keys of a service whose later value replaces the earlier one (compose-spec, "Merge and override", Exceptions). */
const REPLACED = new Set(['command', 'entrypoint']);
/** Keys of a service that may be written as a list or a mapping, and are merged as mappings. */
const MAPPINGS = new Set(['networks', 'depends_on']);
/** Keys of the same two forms whose values are texts: the later is the value, also where it is empty. */
const PAIRS = new Set(['environment', 'sysctls', 'labels', 'extra_hosts']);

/** Returns two files' contents as one: services and networks by name, everything else as the later says. */
export function mergeFiles(earlier: Mapping, later: Mapping): Mapping {
  return mergeEntries(earlier, later, (before, after) => {
    if (before.key === 'services') return mergeNamed(before.value, after.value, mergeServices);
    return mergeValues(before.value, after.value);
  });
}

/** Returns two services as one, as Compose merges files and as `extends` takes over a base. */
export function mergeServices(earlier: Node, later: Node): Node {
  if (earlier.kind !== 'map' || later.kind !== 'map') return later.kind === 'map' ? later : earlier;
  return mergeEntries(earlier, later, ({ key, value }, after) => {
    if (REPLACED.has(key)) return after.value;
    if (key === 'healthcheck') return mergeHealthchecks(value, after.value);
    if (PAIRS.has(key) || (MAPPINGS.has(key) && value.kind !== after.value.kind)) {
      const [before, over] = [asMapping(value), asMapping(after.value)];
      if (before && over && PAIRS.has(key)) return mergeEntries(before, over, (_, later) => later.value);
      if (before && over) return mergeValues(before, over);
    }
    return mergeValues(value, after.value);
  });
}

function mergeHealthchecks(earlier: Node, later: Node): Node {
  if (earlier.kind !== 'map' || later.kind !== 'map') return later;
  return mergeEntries(earlier, later, (before, after) =>
    before.key === 'test' ? after.value : mergeValues(before.value, after.value),
  );
}

function mergeNamed(earlier: Node, later: Node, merge: (earlier: Node, later: Node) => Node): Node {
  if (earlier.kind !== 'map' || later.kind !== 'map') return later.kind === 'map' ? later : earlier;
  return mergeEntries(earlier, later, (before, after) => merge(before.value, after.value));
}

/** Mappings by key, lists one after the other, and of anything else the later. */
function mergeValues(earlier: Node, later: Node): Node {
  if (earlier.kind === 'map' && later.kind === 'map') {
    return mergeEntries(earlier, later, (before, after) => mergeValues(before.value, after.value));
  }
  if (earlier.kind === 'seq' && later.kind === 'seq') {
    const items = [...earlier.items, ...later.items];
    return {
      ...earlier,
      items,
      size: earlier.size + later.size,
      depth: Math.max(earlier.depth, later.depth),
    };
  }
  // A key without a value says nothing, so the earlier value stays.
  return later.kind === 'scalar' && later.text === null ? earlier : later;
}

function mergeEntries(
  earlier: Mapping,
  later: Mapping,
  merge: (before: Entry, after: Entry) => Node,
): Mapping {
  const merged = new Map(earlier.entries.map((entry) => [entry.key, entry]));
  for (const after of later.entries) {
    const before = merged.get(after.key);
    if (after.value.tag === 'reset') merged.delete(after.key);
    else if (!before || after.value.tag === 'override') merged.set(after.key, after);
    else {
      const value = merge(before, after);
      const place = value === before.value ? before : after;
      merged.set(after.key, { ...place, value, parts: [...before.parts, ...after.parts] });
    }
  }
  return { ...earlier, entries: [...merged.values()] };
}

/** Returns a service as `extends` takes it over: what it says is no longer the text of one service alone. */
export function inheritedService(service: Mapping): Mapping {
  return {
    ...service,
    entries: service.entries.map((entry) => ({
      ...entry,
      parts: entry.parts.map((part) => ({ ...part, inherited: true, merged: false })),
    })),
  };
}

/** Returns the services of a file, by name. */
export function servicesOf(file: Mapping): readonly Entry[] {
  const services = entryOf(file, 'services')?.value;
  return services?.kind === 'map' ? services.entries : [];
}
