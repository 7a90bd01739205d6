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
    super(plain(`${file}${at ? `:${at.line}:${at.column}` : ''}: ${message}`), options);
    this.file = file;
    this.line = at?.line ?? null;
    this.column = at?.column ?? null;
  }
}
