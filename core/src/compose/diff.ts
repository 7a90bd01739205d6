import { inOrder, type Edit } from './edit.ts';
import { placeAt, type Source } from './located.ts';

/** Lines of an unchanged text around a change. */
const CONTEXT = 2;
/** Lines of sources, kept while many previews are made of one. */
const LINES = new WeakMap<Source, string[]>();
/** How a diff says that the line before it has no end (GNU diffutils, "Incomplete Lines"). */
const NO_END = '\\ No newline at end of file';

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
  const name = nameOf(source.file);
  const out = [`--- ${name}`, `+++ ${name}`];
  let shift = 0;
  for (const hunk of hunks) {
    const from = Math.max(0, (hunk[0]?.from ?? 0) - CONTEXT);
    const to = Math.min(old.length, (hunk.at(-1)?.to ?? 0) + CONTEXT);
    const body: string[] = [];
    let at = from;
    let added = 0;
    for (const block of hunk) {
      body.push(...old.slice(at, block.from).flatMap((line) => said(' ', line)));
      body.push(...old.slice(block.from, block.to).flatMap((line) => said('-', line)));
      body.push(...block.lines.flatMap((line) => said('+', line)));
      added += block.lines.length - (block.to - block.from);
      at = block.to;
    }
    body.push(...old.slice(at, to).flatMap((line) => said(' ', line)));
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

/** A line of a diff. What follows a line without an end is said on one of its own. */
function said(sign: string, line: string): string[] {
  return line.endsWith('\n') ? [sign + line.slice(0, -1)] : [sign + line, NO_END];
}

/** A name with a blank in it ends at a tab, or `patch` takes its first word alone (GNU diffutils, "Unified Format"). */
function nameOf(file: string): string {
  return /\s/.test(file) ? `${file}\t` : file;
}

/** A text's lines, each with its end as it is: `patch` compares every byte. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
