import { open, type Piece } from './pieces.ts';
import { VOCABULARY } from './vocabulary.ts';

/** Shorter values are found between word boundaries only: `db` is not in `feedback`. */
const INSIDE_WORDS = 4;
/** Values are looked up by their first characters. */
const HEAD = 2;

/** Finds values in texts wherever they occur, in any case. */
class Finder {
  readonly #byHead = new Map<string, { readonly value: string; readonly token: string }[]>();
  readonly #known = new Set<string>();

  /** Remembers a value; ordinary words and short numbers are none. */
  add(value: string, token: string): void {
    const folded = fold(value);
    if (folded.length < HEAD || this.#known.has(folded) || /^\d{1,4}$/.test(folded)) return;
    // A word of our own sentences tells nothing, and would be replaced all over them.
    if (VOCABULARY.has(folded)) return;
    this.#known.add(folded);
    const head = folded.slice(0, HEAD);
    const list = this.#byHead.get(head) ?? [];
    list.push({ value: folded, token });
    list.sort((a, b) => b.value.length - a.value.length);
    this.#byHead.set(head, list);
  }

  /** Returns the pieces with every known value replaced in those that are not done, the longest at each place first. */
  replaceIn(pieces: readonly Piece[], use: (token: string) => string): Piece[] {
    if (this.#known.size === 0) return [...pieces];
    return pieces.flatMap((piece) => (piece.done ? [piece] : this.#replaced(piece.text, use)));
  }

  #replaced(text: string, use: (token: string) => string): Piece[] {
    const folded = fold(text);
    const parts: Piece[] = [];
    let from = 0;
    for (let at = 0; at <= folded.length - HEAD; at++) {
      const found = this.#byHead
        .get(folded.slice(at, at + HEAD))
        ?.find(({ value }) => folded.startsWith(value, at) && counts(folded, at, value));
      if (!found) continue;
      parts.push(open(text.slice(from, at)), { text: use(found.token), done: true });
      from = at + found.value.length;
      at = from - 1;
    }
    return [...parts, open(text.slice(from))].filter((part) => part.text !== '');
  }
}

/** Values that are known to be telling, each with what stands for it. */
export class Secrets {
  /** Those with characters that patterns for addresses and paths could part. */
  readonly composite = new Finder();
  readonly simple = new Finder();

  /** Remembers a value and the ways a program may write it. The first token given to a value stays. */
  learn(value: string, token: string): void {
    for (const form of new Set([value, encoded(value), JSON.stringify(value).slice(1, -1)])) {
      (/^[\w.-]*$/.test(form) ? this.simple : this.composite).add(form, token);
    }
  }
}

/** Whether a value at that place is the value, and not by chance a part of an ordinary word. */
function counts(text: string, at: number, value: string): boolean {
  const end = at + value.length;
  if (value.length < INSIDE_WORDS) {
    return !/[a-z0-9]/.test(text.charAt(at - 1)) && !/[a-z0-9]/.test(text.charAt(end));
  }
  if (!/^[a-z]+$/.test(value)) return true;
  let [first, last] = [at, end];
  while (first > 0 && /[a-z]/.test(text.charAt(first - 1))) first--;
  while (last < text.length && /[a-z]/.test(text.charAt(last))) last++;
  return !VOCABULARY.has(text.slice(first, last));
}

/** Returns the text in lower case, each character at its old place. */
function fold(text: string): string {
  const isAscii = /^[\u0000-\u007f]*$/.test(text);
  if (isAscii) return text.toLowerCase();
  return Array.from({ length: text.length }, (_, at) => {
    const char = text.charAt(at);
    const lower = char.toLowerCase();
    return lower.length === 1 ? lower : char;
  }).join('');
}

function encoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    // A lone half of a surrogate pair has no encoding.
    return value;
  }
}
