import { hasAnchor, placeAt, type Entry, type EntryPart, type Source, type Span } from './located.ts';

/** A text that takes the place of a span. */
export interface Edit extends Span {
  readonly text: string;
}

/** Lines of an unchanged text around a change. */
const CONTEXT = 2;
/** Lines of sources, kept while many previews are made of one. */
const LINES = new WeakMap<Source, string[]>();

/** Returns the edit that puts a text in a span's place. */
export function replaced(span: Span, text: string): Edit {
  return { source: span.source, start: span.start, end: span.end, text };
}

/** Returns the edits that remove an entry wherever it is written, comments kept; null where that would change other services too, or cannot be shown by lines. */
export function removed(entry: Entry): Edit[] | null {
  const edits = entry.parts.map((part) => removedPart(part));
  return edits.every((edit) => edit !== null) ? edits : null;
}

function removedPart({ span, inherited, flow }: EntryPart): Edit | null {
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
    (comment) => `${white}${text.slice(comment.start, comment.end).trimEnd()}${eol(source)}`,
  );
  return { source, start, end, text: lines.join('') };
}

/** Returns the edit that writes lines, each with its end, before the line on which an offset is. */
export function insertedBefore(source: Source, offset: number, lines: readonly string[]): Edit {
  const start = lineStart(source, offset);
  return { source, start, end: start, text: lines.map((line) => `${line}${eol(source)}`).join('') };
}

/** Returns the edit that writes lines at the end of a text. */
export function appended(source: Source, lines: readonly string[]): Edit {
  const at = source.text.length;
  const lead = source.text === '' || source.text.endsWith('\n') ? '' : eol(source);
  return { source, start: at, end: at, text: lead + lines.map((line) => `${line}${eol(source)}`).join('') };
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

/** Returns what the edits change as a unified diff of each file, two lines around each change. */
export function preview(edits: readonly Edit[]): string {
  const sources = [...new Set(edits.map((edit) => edit.source))];
  return sources
    .map((source) => diffOf(source, inOrder(edits.filter((one) => one.source === source))))
    .join('');
}

interface Block {
  /** Lines before the change, from 0, the end exclusive. */
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

function diffOf(source: Source, edits: readonly Edit[]): string {
  const old = LINES.get(source) ?? linesOf(source.text);
  LINES.set(source, old);
  const hunks: Block[][] = [];
  for (const block of blocksOf(source, edits)) {
    const last = hunks.at(-1)?.at(-1);
    if (last && block.from - last.to <= 2 * CONTEXT) hunks.at(-1)?.push(block);
    else hunks.push([block]);
  }
  const out = [`--- ${source.file}`, `+++ ${source.file}`];
  let shift = 0;
  for (const hunk of hunks) {
    const from = Math.max(0, (hunk[0]?.from ?? 0) - CONTEXT);
    const to = Math.min(old.length, (hunk.at(-1)?.to ?? 0) + CONTEXT);
    const body: string[] = [];
    let at = from;
    let added = 0;
    for (const block of hunk) {
      body.push(...old.slice(at, block.from).map((line) => ` ${line}`));
      body.push(...old.slice(block.from, block.to).map((line) => `-${line}`));
      body.push(...block.lines.map((line) => `+${line}`));
      added += block.lines.length - (block.to - block.from);
      at = block.to;
    }
    body.push(...old.slice(at, to).map((line) => ` ${line}`));
    out.push(`@@ -${from + 1},${to - from} +${from + 1 + shift},${to - from + added} @@`, ...body);
    shift += added;
  }
  return `${out.join('\n')}\n`;
}

/** Edits as whole lines, those that touch one line together. */
function blocksOf(source: Source, edits: readonly Edit[]): Block[] {
  const ranges: { from: number; to: number; edits: Edit[] }[] = [];
  for (const edit of edits) {
    const from = placeAt(source, edit.start).line - 1;
    const { line } = placeAt(source, edit.end);
    const last = ranges.at(-1);
    const joined = last !== undefined && from < last.to;
    // What ends where a line starts does not touch it, unless it takes the line's end before it.
    const atStart = edit.text === '' && source.lineStarts[from] === edit.start && !joined;
    const whole = edit.text.endsWith('\n') || atStart;
    const end = whole && source.lineStarts[line - 1] === edit.end ? line - 1 : line;
    if (joined) {
      last.to = Math.max(last.to, end);
      last.edits.push(edit);
    } else ranges.push({ from, to: end, edits: [edit] });
  }
  return ranges.map(({ from, to, edits: own }) => {
    const start = source.lineStarts[from] ?? source.text.length;
    const end = source.lineStarts[to] ?? source.text.length;
    let text = '';
    let at = start;
    for (const edit of own) {
      text += source.text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return { from, to, lines: linesOf(text + source.text.slice(at, Math.max(at, end))) };
  });
}

/** In the order of the text; of two that overlap the first stays. */
function inOrder(edits: readonly Edit[]): Edit[] {
  const kept: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = kept.at(-1);
    if (!last || edit.start >= last.end) kept.push(edit);
  }
  return kept;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function lineStart(source: Source, offset: number): number {
  return source.lineStarts[placeAt(source, offset).line - 1] ?? 0;
}

function nextLine(source: Source, offset: number): number {
  return source.lineStarts[placeAt(source, offset).line] ?? source.text.length;
}

function eol(source: Source): string {
  return source.text[(source.lineStarts[1] ?? 0) - 2] === '\r' ? '\r\n' : '\n';
}
