import { hasAnchor, placeAt, type Entry, type EntryPart, type Source, type Span } from './located.ts';

/** A text that takes the place of a span. */
export interface Edit extends Span {
  readonly text: string;
}

/** Returns the edit that puts a text in a span's place. */
export function replaced(span: Span, text: string): Edit {
  return { source: span.source, start: span.start, end: span.end, text };
}

/** Returns the edits that remove an entry wherever it is written, comments kept; null where that would change other services too, or cannot be shown by lines. */
export function removed(entry: Entry): Edit[] | null {
  const edits = entry.parts.map((part) => removedPart(part));
  return edits.every((edit) => edit !== null) ? edits : null;
}

function removedPart(part: EntryPart): Edit | null {
  return removedWith(part, []);
}

/** Returns the edit that writes lines in the place of an entry's, comments kept; null as for `removed`. */
export function removedWith({ span, inherited, flow }: EntryPart, instead: readonly string[]): Edit | null {
  const { source } = span;
  if (inherited || flow || hasAnchor(source, span)) return null;
  const { text, comments } = source;
  const start = lineStart(source, span.start);
  const indent = text.slice(start, span.start);
  if (!/^[ \t]*(- )?$/.test(indent)) return null;
  const end = nextLine(source, span.start + text.slice(span.start, span.end).trimEnd().length);
  const kept = comments.filter((comment) => start <= comment.start && comment.end <= end);
  const white = indent.replace('-', ' ');
  const lines = kept.map(
    (comment) => `${white}${text.slice(comment.start, comment.end).trimEnd()}${eol(source, comment.start)}`,
  );
  const written = instead.map((line) => `${indent}${line}${eol(source, span.start)}`);
  return { source, start, end, text: [...lines, ...written].join('') };
}

/** Returns the edit that writes lines, each with its end, before the line on which an offset is. */
export function insertedBefore(source: Source, offset: number, lines: readonly string[]): Edit {
  const start = lineStart(source, offset);
  return { source, start, end: start, text: lines.map((line) => `${line}${eol(source, offset)}`).join('') };
}

/** Returns the edit that writes lines at the end of a text. */
export function appended(source: Source, lines: readonly string[]): Edit {
  const at = source.text.length;
  const lead = source.text === '' || source.text.endsWith('\n') ? '' : eol(source, at);
  return {
    source,
    start: at,
    end: at,
    text: lead + lines.map((line) => `${line}${eol(source, at)}`).join(''),
  };
}

/** Returns how far a line is indented. */
export function indentOf(span: Span): string {
  return /^[ \t]*/.exec(span.source.text.slice(lineStart(span.source, span.start)))?.[0] ?? '';
}

/** Returns a text with the edits made to it that are its own. */
export function edited(source: Source, edits: readonly Edit[]): string {
  let out = '';
  let at = 0;
  for (const edit of inOrder(edits.filter((one) => one.source === source))) {
    out += source.text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + source.text.slice(at);
}

/** Returns edits in the order of the text; of two that overlap the first stays. */
export function inOrder(edits: readonly Edit[]): Edit[] {
  const kept: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = kept.at(-1);
    if (!last || edit.start >= last.end) kept.push(edit);
  }
  return kept;
}

function lineStart(source: Source, offset: number): number {
  return source.lineStarts[placeAt(source, offset).line - 1] ?? 0;
}

function nextLine(source: Source, offset: number): number {
  return source.lineStarts[placeAt(source, offset).line] ?? source.text.length;
}

/** The end of the line on which an offset is; on a last line without one, of the line before. */
function eol(source: Source, offset: number): string {
  const { line } = placeAt(source, offset);
  const next = source.lineStarts[line] ?? source.lineStarts[line - 1] ?? 0;
  return source.text[next - 2] === '\r' ? '\r\n' : '\n';
}
