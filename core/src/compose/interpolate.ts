import { UNKNOWN } from './located.ts';

/** Variables and their values. */
export type Variables = ReadonlyMap<string, string>;

/** What Compose would refuse in a text: a form that it does not know, or a variable that has to be set and is not. */
export type TemplateFault =
  | { readonly kind: 'invalid'; readonly form: string }
  | { readonly kind: 'required'; readonly name: string; readonly reason: string };

/** `${A:-${B:-…}}` may nest so deep; what goes on deeper stays unknown. */
const DEEPEST = 20;
/** Characters of a form that are quoted. */
const QUOTED = 40;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
/** Operators of compose-spec, "Interpolation". */
const OPERATOR = /:?[-?+]/y;

/**
 * Returns the text with variables filled in as Compose does, save one thing: where Compose puts an empty text for a
 * variable nobody set, and for a form it refuses, this puts UNKNOWN, for nothing may be concluded from it. Each form
 * that Compose refuses is given to `refused`.
 */
export function interpolate(
  text: string,
  variables: Variables,
  refused: (fault: TemplateFault) => void = () => undefined,
): string {
  if (!text.includes('$')) return text;
  return new Filler(text, variables, refused).fill();
}

class Filler {
  private at = 0;
  /** It went too deep to be read to its end. */
  private lost = false;
  private readonly text: string;
  private readonly variables: Variables;
  private readonly refused: (fault: TemplateFault) => void;

  constructor(text: string, variables: Variables, refused: (fault: TemplateFault) => void) {
    this.text = text;
    this.variables = variables;
    this.refused = refused;
  }

  fill(): string {
    return this.until(null, 0) ?? UNKNOWN;
  }

  /** Reads to the end, or past the closing brace of the form it is in; null where that brace is missing. */
  private until(close: '}' | null, depth: number): string | null {
    let out = '';
    for (;;) {
      const next = this.next(close);
      out += this.text.slice(this.at, next);
      this.at = next;
      if (next >= this.text.length) return close === null || this.lost ? out : null;
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
    const start = this.at;
    this.at += 1;
    if (this.text[this.at] === '$') {
      this.at += 1;
      return '$';
    }
    const braced = this.text[this.at] === '{';
    if (braced) this.at += 1;
    const name = this.take(NAME);
    // A sign before anything else is a sign: "100$", "$1".
    if (name === null) return braced ? this.invalid(start) : '$';
    if (depth > DEEPEST) {
      this.lost = true;
      this.at = this.text.length;
      return UNKNOWN;
    }
    const value = this.variables.get(name);
    if (!braced) return value ?? UNKNOWN;
    return this.form(start, name, value, depth);
  }

  /** The rest of `${NAME…}`. */
  private form(start: number, name: string, value: string | undefined, depth: number): string {
    const operator = this.take(OPERATOR);
    const rest = this.until('}', depth + 1);
    if (rest === null || (operator === null && rest !== '')) return this.invalid(start);
    if (operator === null) return value ?? UNKNOWN;
    const set = value !== undefined && !(operator.startsWith(':') && value === '');
    switch (operator.at(-1)) {
      case '-':
        return set ? value : rest;
      case '+':
        return set ? rest : '';
      default:
        if (set) return value;
        this.refused({ kind: 'required', name, reason: rest.replaceAll(UNKNOWN, '') });
        return UNKNOWN;
    }
  }

  private invalid(start: number): string {
    this.refused({ kind: 'invalid', form: this.text.slice(start, start + QUOTED) });
    this.at = this.text.length;
    return UNKNOWN;
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }
}
