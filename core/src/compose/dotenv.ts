import { ComposeError } from './error.ts';
import { interpolate, type Variables } from './interpolate.ts';
import { folderOf, lineStartsOf, placeAt, UNKNOWN, type Source, type Span } from './located.ts';

/** A variable of an env file. Its value holds UNKNOWN for what a variable nobody set would fill in. */
export interface EnvVariable {
  readonly key: string;
  readonly value: string;
  /** The value as written, with its quotes. */
  readonly span: Span;
}

/** What is not read of a larger file: the largest real ones are some kilobytes. */
const MOST = 1_000_000;
/** Characters of a key that are quoted. */
const QUOTED = 40;
/** Blanks and comments before a key, and `export`. */
const LEAD = /(?:\s|#[^\n]*(?:\n|$))*(?:export[ \t\v\f]+)?/y;
const KEY = /[\p{L}\p{N}_.\-[\] \t\r\v\f]*/uy;
const ESCAPES = /\\(?:[abcfnrtv$"\\]|0[0-7]{0,3})/g;
const ESCAPED: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  $: '$$',
  '"': '"',
  '\\': '\\',
};

/**
 * Returns the variables of an env file in its order, as Compose reads it: comments, quotes (also over several lines),
 * `export`, keys without a value (taken from `outer`), and variables within values, where `outer` wins.
 * @throws ComposeError where Compose refuses the file
 */
export function readEnvFile(file: string, text: string, outer: Variables = new Map()): EnvVariable[] {
  const source = sourceOf(file, text);
  const fail = (at: number, what: string): never => {
    throw new ComposeError(file, placeAt(source, at), what);
  };
  if (text.length > MOST)
    fail(0, `too large: ${text.length} characters. Expected an env file of at most 1 MB: name another.`);
  const known = new Map(outer);
  const found: EnvVariable[] = [];
  const keep = (key: string, value: string, start: number, end: number) => {
    // Compose leaves out names that begin with a digit.
    if (/^\s*\d/.test(key)) return;
    found.push({ key, value, span: { source, start, end } });
    if (!outer.has(key)) known.set(key, value);
  };
  const fill = (value: string, at: number) =>
    interpolate(value, known, (fault) => {
      if (fault.kind === 'required')
        fail(at, `the variable ${fault.name} is not set, and has to be. Expected a value: set it.`);
      else
        fail(
          at,
          `"${fault.form}" is no variable. Expected \${NAME}, or $$ for a dollar sign: fix this value.`,
        );
    });
  for (let at = 0; ;) {
    const start = at + (matched(LEAD, text, at)?.length ?? 0);
    if (start >= text.length) return found;
    const written = matched(KEY, text, start) ?? '';
    const sign = start + written.length;
    const key = written.trimEnd();
    const mark = text[sign];
    if ((mark !== undefined && !'=:\n'.includes(mark)) || key.includes(' '))
      fail(
        start,
        `"${text.slice(start, start + QUOTED).replace(/\n.*/s, '')}" is no variable. Expected NAME=value: fix this line.`,
      );
    if (mark === undefined || mark === '\n') {
      const value = outer.get(key);
      if (value !== undefined) keep(key, value, start, sign);
      at = sign + 1;
      continue;
    }
    const from = sign + 1 + (matched(/[ \t\r\v\f\u0085\u00a0]*/y, text, sign + 1)?.length ?? 0);
    const quote = text[from];
    if (quote === '"' || quote === "'") {
      const inner =
        quoted(text, from, quote) ?? fail(from, 'this quote does not end. Expected a second one: add it.');
      keep(key, quote === '"' ? fill(unescaped(inner.text), from) : inner.text, from, inner.end);
      at = inner.end;
    } else {
      const line = text.slice(from, lineEnd(text, from));
      const value = (line.split(' #', 1)[0] ?? '').trimEnd();
      keep(key, fill(value, from), from, from + value.length);
      at = from + line.length;
    }
  }
}

/** Returns the variables of a file whose format is `raw`: each line as it is, without quotes and variables. */
export function readRawEnvFile(file: string, text: string): EnvVariable[] {
  const source = sourceOf(file, text);
  return source.lineStarts.flatMap((start) => {
    const line = text.slice(start, lineEnd(text, start)).replace(/\r$/, '');
    const sign = line.indexOf('=');
    if (sign <= 0 || /^\s*#/.test(line)) return [];
    const span = { source, start: start + sign + 1, end: start + line.length };
    return [{ key: line.slice(0, sign).trimStart(), value: line.slice(sign + 1), span }];
  });
}

/**
 * Returns the variables of an `.env` file; a value with a variable that is not known is left out.
 * @throws ComposeError where Compose refuses the file
 */
export function readDotenv(file: string, text: string, outer: Variables = new Map()): Map<string, string> {
  const known = readEnvFile(file, text, outer).filter(({ value }) => !value.includes(UNKNOWN));
  return new Map(known.map(({ key, value }) => [key, value]));
}

function sourceOf(file: string, text: string): Source {
  return { file, folder: folderOf(file), text, lineStarts: lineStartsOf(text), comments: [], anchors: [] };
}

function matched(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** The text between quotes, where a backslash takes its meaning from a quote; null where the second one is missing. */
function quoted(text: string, start: number, quote: string): { text: string; end: number } | null {
  let out = '';
  for (let at = start + 1; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === quote) return { text: out, end: at + 1 };
    if (sign !== '\\') out += sign;
    else {
      at += 1;
      const next = text[at] ?? '';
      out += next === quote ? next : `\\${next}`;
    }
  }
  return null;
}

function unescaped(text: string): string {
  return text.replaceAll(ESCAPES, (found) =>
    found[1] === '0' ? String.fromCharCode(parseInt(found.slice(1), 8)) : (ESCAPED[found[1] ?? ''] ?? found),
  );
}
