import type { TokenClass } from './classes.ts';

const ADDRESS_KINDS = '(?:private|link-local|shared|multicast|global|reserved)';
const NAMES =
  '(?:mac|interface|container|image|process|user|path|network|project|service|variable|id|host|url|email|secret|word|(?:[a-z]+-)?endpoint)';

/** A token of ours, whole; an IPv4-mapped prefix belongs to it, so that what was redacted once stays as it is. */
export const TOKEN = new RegExp(
  String.raw`(?:::ffff:)?(?<![\w-])(?:ipv[46]-${ADDRESS_KINDS}|${NAMES})-[1-9]\d{0,5}(?![\w-])`,
);
const WHOLE = new RegExp(`^${TOKEN.source}$`);

/** Returns whether a text is one token and nothing else. */
export function isToken(text: string): boolean {
  return WHOLE.test(text);
}

/** How often values of one class were replaced. */
export interface Tally {
  /** Distinct values. */
  readonly values: number;
  /** Replacements. */
  readonly places: number;
}

/** Hands out tokens: the same value of a class always gets the same one. */
export class Tokens {
  readonly #taken: ReadonlySet<string>;
  readonly #given = new Map<string, string>();
  readonly #numbers = new Map<string, number>();
  readonly #classes = new Map<string, TokenClass>();
  readonly #places = new Map<string, number>();

  /** `document` is the whole report as text: numbers that occur in it as tokens already are left out. */
  constructor(document: string) {
    this.#taken = new Set(document.match(new RegExp(TOKEN, 'g')) ?? []);
  }

  /** Returns the token of a value; `key` is the value in its canonical form, `stem` the token without its number. */
  of(tokenClass: TokenClass, key: string, stem: string): string {
    const whole = `${stem}\0${key}`;
    const given = this.#given.get(whole);
    if (given !== undefined) return given;
    let number = this.#numbers.get(stem) ?? 0;
    do number += 1;
    while (this.#taken.has(`${stem}-${number}`));
    this.#numbers.set(stem, number);
    const token = `${stem}-${number}`;
    this.#given.set(whole, token);
    this.#classes.set(token, tokenClass);
    return token;
  }

  /** Counts one replacement. */
  used(token: string): string {
    const bare = token.replace(/^::ffff:/, '');
    this.#places.set(bare, (this.#places.get(bare) ?? 0) + 1);
    return token;
  }

  /** Returns what was replaced, by class, in the order of first use. */
  tally(): Map<TokenClass, Tally> {
    const tally = new Map<TokenClass, Tally>();
    for (const [token, places] of this.#places) {
      const of = this.#classes.get(token);
      if (of === undefined) continue;
      const before = tally.get(of) ?? { values: 0, places: 0 };
      tally.set(of, { values: before.values + 1, places: before.places + places });
    }
    return tally;
  }
}
