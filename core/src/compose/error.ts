import { plain } from '../words/plain.ts';

/** A Compose file that cannot be read as one. The message is one sentence for people, with the place in front. */
export class ComposeError extends Error {
  override readonly name = 'ComposeError';
  readonly file: string;
  /** From 1; null where the fault is the whole file's. */
  readonly line: number | null;
  readonly column: number | null;

  constructor(
    file: string,
    at: { readonly line: number; readonly column: number } | null,
    message: string,
    options?: ErrorOptions,
  ) {
    super(readable(plain(`${file}${at ? `:${at.line}:${at.column}` : ''}: ${message}`)), options);
    this.file = file;
    this.line = at?.line ?? null;
    this.column = at?.column ?? null;
  }
}

/** What is kept of a sentence in characters: the place and what is wrong, and the fix at its end. */
const KEPT = { first: 1000, last: 400 } as const;

/** Names of services, variables and anchors may be of any length: a sentence that quotes one is cut in its middle. */
function readable(text: string): string {
  if (text.length <= KEPT.first + KEPT.last) return text;
  return `${text.slice(0, KEPT.first)} … ${text.slice(-KEPT.last)}`;
}
