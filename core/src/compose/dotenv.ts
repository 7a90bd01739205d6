import { interpolate, type Variables } from './interpolate.ts';
import { UNKNOWN } from './located.ts';

/** `KEY=value`, `export KEY=value`, `KEY: value`. */
const LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.]*)\s*[=:]\s*(.*?)\s*$/;
/** Characters that are read of a file, and of a line. */
const MOST = { file: 100_000, line: 4096 } as const;

/**
 * Returns the variables of an `.env` file as Compose reads it: comments, quotes, `export`, and variables within
 * values, where `outer` (the shell's) wins. A value with a variable that is not known is left out, and so is one
 * that runs over several lines.
 */
export function readDotenv(text: string, outer: Variables = new Map()): Map<string, string> {
  const found = new Map<string, string>();
  const known = new Map(outer);
  for (const line of text.slice(0, MOST.file).split('\n')) {
    const [, key, rest] = LINE.exec(line.slice(0, MOST.line)) ?? [];
    if (key === undefined || rest === undefined) continue;
    const value = valueOf(rest, known);
    if (value === null) continue;
    found.set(key, value);
    if (!outer.has(key)) known.set(key, value);
  }
  return found;
}

function valueOf(rest: string, variables: Variables): string | null {
  const quote = rest[0];
  if (quote === "'" || quote === '"') {
    const end = rest.indexOf(quote, 1);
    if (end === -1) return null;
    return quote === "'" ? rest.slice(1, end) : filled(rest.slice(1, end), variables);
  }
  return filled(rest.replace(/(^|\s)#.*$/, '').trim(), variables);
}

function filled(text: string, variables: Variables): string | null {
  const value = interpolate(text, variables);
  return value.includes(UNKNOWN) ? null : value;
}
