/** A text that was read, with what is needed to find places in it again. */
export interface Source {
  readonly file: string;
  /** Where paths in it start: its own folder, save where Compose says another. */
  readonly folder: string;
  readonly text: string;
  /** Offset of the first character of each line. */
  readonly lineStarts: readonly number[];
  /** Comments, `#` included, in the order of the text. */
  readonly comments: readonly Range[];
  /** Offsets of anchors (`&name`). */
  readonly anchors: readonly number[];
}

/** Offsets into a text, the end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where in which text something is written. */
export interface Span extends Range {
  readonly source: Source;
}

/** Where something is written, for people. Line and column count from 1, columns in UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Stands in a value for the content of a variable that is not known. No readable file holds it. */
export const UNKNOWN = '\u0000';

interface Written {
  readonly span: Span;
  /** Compose's own tags: drop what earlier files said, or replace it (compose-spec, "Merge and override"). */
  readonly tag: 'reset' | 'override' | null;
  /** Number of values in it, and how deep they nest, with aliases counted as what they stand for. */
  readonly size: number;
  readonly depth: number;
}

/** A single value. `text` is interpolated; null for YAML's null. */
export interface Scalar extends Written {
  readonly kind: 'scalar';
  readonly text: string | null;
  /** What YAML takes it for; nothing where a variable was filled in, or it is part of a value. */
  readonly type?: 'text' | 'number' | 'boolean' | 'null' | undefined;
}
export interface Sequence extends Written {
  readonly kind: 'seq';
  readonly items: readonly Node[];
}
export interface Mapping extends Written {
  readonly kind: 'map';
  /** Written with braces. */
  readonly flow: boolean;
  readonly entries: readonly Entry[];
}
export type Node = Scalar | Sequence | Mapping;

/** A key and its value. */
export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
  /** Every place that gave this entry its value: more than one where files were merged. */
  readonly parts: readonly EntryPart[];
}

/** One place where an entry is written, key and value. */
export interface EntryPart {
  readonly span: Span;
  /** It came through a merge key or `extends`, so that it is not the service's alone. */
  readonly inherited: boolean;
  /** It came through a merge key (`<<`) of the mapping itself. */
  readonly merged?: boolean;
  /** Its mapping is written with braces. */
  readonly flow: boolean;
}

/** Returns true when an anchor is written in a range. */
export function hasAnchor(source: Source, { start, end }: Range): boolean {
  const first = countBelow(source.anchors, start);
  return first < source.anchors.length && (source.anchors[first] ?? end) < end;
}

/** Returns how many of the sorted numbers are below a limit. */
export function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns where an offset is. */
export function placeAt(source: Source, offset: number): Place {
  const line = Math.max(1, countBelow(source.lineStarts, offset + 1));
  return { file: source.file, line, column: offset - (source.lineStarts[line - 1] ?? 0) + 1 };
}

/** Returns where a span starts. */
export function placeOf(span: Span): Place {
  return placeAt(span.source, span.start);
}

/** Returns `file:line`. */
export function lineOf(span: Span): string {
  const place = placeOf(span);
  return `${place.file}:${place.line}`;
}

/** Returns the text as it is written, on one line. */
export function rawOf(span: Span): string {
  return span.source.text.slice(span.start, span.end).trim().replaceAll(/\s+/g, ' ');
}

/** Returns the entry of a mapping, or undefined for another node and for a key that is not there or reset. */
export function entryOf(node: Node | null | undefined, key: string): Entry | undefined {
  const entry = node?.kind === 'map' ? node.entries.find((one) => one.key === key) : undefined;
  return entry?.value.tag === 'reset' ? undefined : entry;
}

/** Returns the text of a scalar that is known in full, else null. */
export function knownText(node: Node | null | undefined): string | null {
  if (node?.kind !== 'scalar' || node.text === null || node.text.includes(UNKNOWN)) return null;
  return node.text;
}

/** Returns the folder of a file's path, `.` for a name alone. */
export function folderOf(file: string): string {
  const at = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
  return at === -1 ? '.' : at === 0 ? file.slice(0, 1) : file.slice(0, at);
}

/** Returns the offsets at which lines of a text start. */
export function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
