import { UNKNOWN } from './located.ts';

/** Variables and their values. */
export type Variables = ReadonlyMap<string, string>;

/** `${A:-${B:-…}}` may nest so deep; what goes on deeper stays unknown. */
const DEEPEST = 20;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
/** Operators of compose-spec, "Interpolation". */
const OPERATOR = /:?[-?+]/y;

/**
 * Returns the text with variables filled in as Compose does, save one thing: where Compose puts an empty text for a
 * variable nobody set, and for a form it refuses, this puts UNKNOWN, for nothing may be concluded from it.
 */
export function interpolate(text: string, variables: Variables): string {
  if (!text.includes('$')) return text;
  return new Filler(text, variables).fill();
}

class Filler {
  private at = 0;
  private readonly text: string;
  private readonly variables: Variables;

  constructor(text: string, variables: Variables) {
    this.text = text;
    this.variables = variables;
  }

  fill(): string {
    return this.until(null, 0);
  }

  /** Reads to the end, or past the closing brace of the form it is in. */
  private until(close: '}' | null, depth: number): string {
    let out = '';
    for (;;) {
      const next = this.next(close);
      out += this.text.slice(this.at, next);
      this.at = next;
      if (next >= this.text.length) return close === null ? out : out + UNKNOWN;
      if (this.text[next] === '}') {
        this.at = next + 1;
        return out;
      }
      out += this.variable(depth);
    }
  }

  private next(close: string | null): number {
    let at = this.at;
    while (at < this.text.length && this.text[at] !== '$' && this.text[at] !== close) at += 1;
    return at;
  }

  private variable(depth: number): string {
    this.at += 1;
    if (this.text[this.at] === '$') {
      this.at += 1;
      return '$';
    }
    const braced = this.text[this.at] === '{';
    if (braced) this.at += 1;
    const name = this.take(NAME);
    if (name === null || depth > DEEPEST) {
      this.at = this.text.length;
      return UNKNOWN;
    }
    const value = this.variables.get(name);
    if (!braced) return value ?? UNKNOWN;
    const operator = this.take(OPERATOR);
    const rest = this.until('}', depth + 1);
    return operator === null ? (rest === '' ? (value ?? UNKNOWN) : UNKNOWN) : apply(operator, value, rest);
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }
}

function apply(operator: string, value: string | undefined, rest: string): string {
  const set = value !== undefined && !(operator.startsWith(':') && value === '');
  switch (operator.at(-1)) {
    case '-':
      return set ? value : rest;
    case '+':
      return set ? rest : '';
    default:
      return set ? value : UNKNOWN;
  }
}
