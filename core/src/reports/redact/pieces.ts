/** A stretch of text; what is `done` is looked at no more. */
export interface Piece {
  readonly text: string;
  readonly done: boolean;
}

/**
 * Returns the pieces with every match of a global pattern replaced in those that are not done. `replace` returns what
 * stands there instead, or null to leave the match to later patterns.
 */
export function replaceIn(
  pieces: readonly Piece[],
  pattern: RegExp,
  replace: (match: RegExpMatchArray) => string | null,
): Piece[] {
  return pieces.flatMap((piece) => {
    if (piece.done) return [piece];
    const parts: Piece[] = [];
    let from = 0;
    for (const match of piece.text.matchAll(pattern)) {
      const instead = match[0] === '' ? null : replace(match);
      if (instead === null) continue;
      parts.push(open(piece.text.slice(from, match.index)), { text: instead, done: true });
      from = match.index + match[0].length;
    }
    return [...parts, open(piece.text.slice(from))].filter((part) => part.text !== '');
  });
}

/** Returns text that is still to be looked at. */
export function open(text: string): Piece {
  return { text, done: false };
}

/** What must not touch a token: letters would hide it, and the others would make it a part of a login or a path. */
const BEFORE = /[\w@\\-]$|(?:^|[^\w:/.\\>)\]-])~?\/$/;

/** Longest match of it and one more, so that its `^` is the text's own beginning. */
const BEFORE_CHARS = 4;

/** Returns the whole text again. What was put in stays a word of its own: a space parts it from what it must not touch. */
export function joined(pieces: readonly Piece[]): string {
  const parts: string[] = [];
  // What `BEFORE` looks at: the whole text would be searched again for every piece.
  let end = '';
  for (const [at, piece] of pieces.entries()) {
    const between = piece.done
      ? BEFORE.test(end) && /^\w/.test(piece.text)
      : /\w$/.test(end) && /^[\w@-]/.test(piece.text);
    const parted = between && (piece.done || pieces[at - 1]?.done === true);
    if (parted) parts.push(' ');
    parts.push(piece.text);
    end = `${end}${parted ? ' ' : ''}${piece.text.slice(-BEFORE_CHARS)}`.slice(-BEFORE_CHARS);
  }
  return parts.join('');
}
