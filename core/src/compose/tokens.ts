import { Composer, CST, Lexer, LineCounter, Parser, type Document } from 'yaml';
import { ComposeError } from './error.ts';
import { folderOf, lineStartsOf, placeAt, type Range, type Source } from './located.ts';

/**
 * What a file may be at most. The largest Compose files of real projects are below 200 kB; past these bounds the time
 * and memory to read one grow without use to anybody.
 */
export const LIMITS = { bytes: 5_000_000, tokens: 500_000, depth: 100 } as const;

/** The lexer's marks, which are no part of the text (yaml, `CST`). After that of a scalar nothing is a comment. */
const MARKS: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

/** Control characters that no YAML text may hold (YAML 1.2 §5.1). */
const BINARY = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/;

/**
 * Returns a text's YAML documents and its comments. Depth and number of tokens are bounded while reading, before any
 * tree is built, so that time and memory are too.
 * @throws ComposeError
 */
export function readDocuments(file: string, given: string): { source: Source; documents: Document.Parsed[] } {
  refuse(file, given);
  // A carriage return alone ends a line too (YAML 1.2 §5.4), which the parser does not know. All places stay as they are.
  const text = given.replaceAll(/\r(?!\n)/g, '\n');
  const comments: Range[] = [];
  const anchors: number[] = [];
  const source: Source = {
    file,
    folder: folderOf(file),
    text,
    lineStarts: lineStartsOf(text),
    comments,
    anchors,
  };
  const lines = new LineCounter();
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let count = 0;
  let afterMark = false;
  let end = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const at = end;
    if (!MARKS.has(lexeme)) end += lexeme.length;
    const fail = (what: string) => {
      throw new ComposeError(file, placeAt(source, Math.min(at, text.length)), what);
    };
    if (++count > LIMITS.tokens) fail(tooLarge(`more than ${LIMITS.tokens} words and signs`));
    if (depthOf(parser) > LIMITS.depth) {
      fail(
        `nested deeper than ${LIMITS.depth} levels. Expected a Compose file, which needs about ten: fix this line.`,
      );
    }
    if (!afterMark && lexeme.startsWith('#')) comments.push({ start: at, end: at + lexeme.length });
    if (!afterMark && lexeme.startsWith('&')) anchors.push(at);
    afterMark = lexeme === CST.SCALAR;
    tokens.push(...parser.next(lexeme));
  }
  tokens.push(...parser.end());
  return { source, documents: compose(source, tokens) };
}

/** Returns how deep the parser stands. Its stack is private, and nothing else tells before the tree is built. */
function depthOf(parser: Parser): number {
  const stack: unknown = Reflect.get(parser, 'stack');
  return Array.isArray(stack) ? stack.length : Infinity;
}

/** Refuses what is no text, or too much of it. */
function refuse(file: string, text: string): void {
  if (text.length > LIMITS.bytes)
    throw new ComposeError(file, null, tooLarge(`${text.length} characters long`));
  const binary = BINARY.exec(text);
  if (binary) {
    throw new ComposeError(
      file,
      null,
      'this is not text. Expected a Compose file in UTF-8: name the YAML file, or save it as UTF-8.',
    );
  }
}

/** Returns the sentence for a file past the limits. */
export function tooLarge(what: string): string {
  return `too large: ${what}. Expected a Compose file of at most ${LIMITS.bytes / 1e6} MB: name the Compose file itself, or split it.`;
}

function compose(source: Source, tokens: readonly CST.Token[]): Document.Parsed[] {
  // "failsafe" keeps every scalar as it is written, as Compose needs for ports; keys that stand twice are found in a
  // time that does not grow with the square of the mapping (read.ts).
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
  const documents = [...composer.compose(tokens)] as Document.Parsed[];
  const [error] = documents.flatMap((document) => document.errors);
  if (error) {
    const what = error.message.replace(/\.?$/, '');
    throw new ComposeError(
      source.file,
      placeAt(source, Math.min(error.pos[0], source.text.length)),
      `this is not YAML: ${what}. Expected a Compose file: fix this line; \`docker compose config\` shows the same error.`,
    );
  }
  return documents;
}
