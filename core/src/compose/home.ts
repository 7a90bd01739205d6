import { removed, removedWith, insertedBefore, indentOf, replaced, type Edit } from './edit.ts';
import { entryOf, hasAnchor, type Entry, type EntryPart, type Source, type Span } from './located.ts';
import type { Service } from './project.ts';

/** Where a service itself turns its mode on: the file that may be wrong when earlier ones are right by themselves. */
interface Home {
  readonly part: EntryPart;
  readonly keySpan: Span;
}

/** Returns where a service turns its mode on; null where that came through `extends` or a merge key. */
function homeOf(service: Service): Home | null {
  const mode =
    entryOf(service.map, 'network_mode') ?? (service.mode.kind === 'host' ? service.mode.because : undefined);
  const part = mode?.parts.find(
    ({ span }) => span.source === mode.keySpan.source && span.start === mode.keySpan.start,
  );
  return mode && part && !part.inherited ? { part, keySpan: mode.keySpan } : null;
}

/** Returns true for what is written in a file, or in a service, that is right without the one that turns the mode on. */
export function isForeign(service: Service, part: EntryPart): boolean {
  const home = homeOf(service);
  if (!home) return false;
  return part.inherited || orderOf(service, part.span.source) < orderOf(service, home.keySpan.source);
}

/** Files in the order in which they say something of a service. */
function orderOf(service: Service, source: Source): number {
  return service.entry.parts.findIndex(({ span }) => span.source === source);
}

/** Returns the place of a finding about a key that does not go with the mode: the key, or what turns the mode on where the key is right without it. */
export function placeOfFault(service: Service, entry: Entry): Span {
  const home = homeOf(service);
  const own = entry.parts.find((part) => !isForeign(service, part));
  if (!home || own || entry.parts.every((part) => part.merged === true)) return own?.span ?? entry.keySpan;
  return home.keySpan;
}

/**
 * Returns the edits that take a key off a service in the file that is wrong: the key's lines, or `!reset` over what
 * earlier files or `extends` say (Docker docs, "Merge Compose files", Reset value); null where no edit does.
 */
export function takenOff(service: Service, entry: Entry): Edit[] | null {
  const foreign = entry.parts.filter((part) => isForeign(service, part));
  const home = homeOf(service);
  if (foreign.length === 0 || !home) return removed(entry);
  const { source } = home.keySpan;
  // A merge key gives way to the mapping's own key; `!reset` is for what comes from elsewhere.
  const merges = foreign.filter((part) => part.merged === true && part.span.source === source);
  if (merges.length > 0 && merges.length < foreign.length) return null;
  const line = `${entry.key}: ${merges.length > 0 ? '[]' : '!reset []'}`;
  const rest = entry.parts.filter((part) => !foreign.includes(part));
  const here = rest.find((part) => part.span.source === source);
  const later = rest.filter((part) => part !== here);
  const edits = [
    here ? resetIn(here, line) : addedBeside(home, line),
    ...(later.length > 0 ? [removed({ ...entry, parts: later })] : []),
  ];
  return edits.every((edit) => edit !== null) ? edits.flat() : null;
}

function resetIn(part: EntryPart, line: string): Edit[] | null {
  if (hasAnchor(part.span.source, part.span)) return null;
  if (part.flow) return [replaced(part.span, line)];
  const edit = removedWith(part, [line]);
  return edit && [edit];
}

function addedBeside({ part, keySpan }: Home, line: string): Edit[] {
  const { source } = keySpan;
  if (part.flow) return [replaced({ source, start: part.span.end, end: part.span.end }, `, ${line}`)];
  return [insertedBefore(source, keySpan.start, [`${indentOf(keySpan)}${line}`])];
}

/** Returns the edits that give a service variables in the file that turns its mode on, over what is said elsewhere; null where they cannot be shown by lines. */
export function overridden(
  service: Service,
  variables: readonly (readonly [key: string, raw: string])[],
): Edit[] | null {
  const home = homeOf(service);
  if (!home || home.part.flow) return null;
  const { source } = home.keySpan;
  const environment = entryOf(service.map, 'environment');
  const part = environment?.parts.find((one) => !one.inherited && one.span.source === source);
  if (!environment || !part) {
    const indent = indentOf(home.keySpan);
    const lines = variables.map(([key, raw]) => `${indent}  ${key}: ${raw}`);
    return [insertedBefore(source, home.keySpan.start, [`${indent}environment:`, ...lines])];
  }
  if (part.flow || hasAnchor(source, part.span)) return null;
  const first = firstKey(environment, part.span);
  if (!first) return null;
  const indent = indentOf(first);
  const list = isItem(first);
  const text = ([key, raw]: readonly [string, string]) => (list ? `- ${itemOf(key, raw)}` : `${key}: ${raw}`);
  if (/^[^\n]*:[ \t]*[[{]/.test(source.text.slice(part.span.start, first.start))) return null;
  return [
    insertedBefore(
      source,
      first.start,
      variables.map((one) => `${indent}${text(one)}`),
    ),
  ];
}

/** The first variable that is written in a part of `environment`. */
function firstKey(environment: Entry, within: Span): Span | undefined {
  const value = environment.value;
  const spans =
    value.kind === 'map'
      ? value.entries.map(({ keySpan }) => keySpan)
      : value.kind === 'seq'
        ? value.items.map(({ span }) => span)
        : [];
  return spans
    .filter((span) => span.source === within.source && within.start <= span.start && span.end <= within.end)
    .sort((a, b) => a.start - b.start)[0];
}

/** Whether a dash stands before it on its line. */
function isItem(span: Span): boolean {
  const { text } = span.source;
  const line = text.lastIndexOf('\n', span.start) + 1;
  return /^\s*-\s+$/.test(text.slice(line, span.start));
}

/** `KEY=value` as a list's item, in the quotes that the value has. */
function itemOf(key: string, raw: string): string {
  const quote = /^["']/.exec(raw)?.[0] ?? '';
  return `${quote}${key}=${raw.slice(quote.length)}`;
}

/** Returns true for what a file says that knows a service before a later one turns its mode on. */
export function wasRightBefore(service: Service, { source }: Span): boolean {
  const home = homeOf(service);
  const order = orderOf(service, source);
  return home !== null && order !== -1 && order < orderOf(service, home.keySpan.source);
}
