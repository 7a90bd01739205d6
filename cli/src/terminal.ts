import { plain } from '@hostnet/core/early';
import { messageOf } from '@hostnet/node';
import { withoutPasswords } from './passwords.ts';

/** What may pass beside plain text: the ends of lines, and where colours are on the codes that renderers write (ECMA-48 SGR). */
const HARMLESS = { plain: /([\n\t])/, coloured: /(\u001b\[[0-9;]*m|[\n\t])/ } as const;

/** Whether text on stdout may have colours: on a terminal that knows them, unless NO_COLOR forbids it (no-color.org). */
export function hasColour(
  stream: { readonly isTTY?: boolean } = process.stdout,
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  return stream.isTTY === true && !isDumb(env) && (env['NO_COLOR'] ?? '') === '';
}

/** Whether the terminal knows no control sequences (terminfo, `dumb`). */
export function isDumb(env: NodeJS.ProcessEnv = process.env): boolean {
  return env['TERM'] === 'dumb';
}

/** How text is to look on stdout. */
export function textOptions(): { colour: boolean; width: number } {
  return { colour: hasColour(), width: process.stdout.columns || 100 };
}

/**
 * Returns text that is safe to print. Names, logs and addresses come from containers and engines: whatever could move the
 * cursor or reorder a line is spelled out. In JSON the spelling is JSON's own, so its meaning stays.
 */
export function safeText(text: string, colour: boolean): string {
  return text
    .split(colour ? HARMLESS.coloured : HARMLESS.plain)
    .map((part, at) => (at % 2 === 1 ? part : plain(part)))
    .join('');
}

/** Prints a result on stdout. */
export function print(text: string): void {
  process.stdout.write(safeText(text, hasColour()));
}

/** Prints a line beside the result, on stderr. */
export function printNote(line: string): void {
  process.stderr.write(`${safeText(line, false)}\n`);
}

/** Prints what was thrown, on stderr. */
export function printError(error: unknown): void {
  printNote(withoutPasswords(messageOf(error)));
}
