import { StandinFailure } from '../failure.ts';

/**
 * Splits a compose `command` string into words the way Compose does: POSIX quotes and backslashes, no expansion.
 * Throws StandinFailure for an open quote.
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: '"' | "'" | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (quote === "'") {
      if (char === "'") quote = null;
      else word = (word ?? '') + char;
    } else if (char === '\\' && (quote === null || next === '"' || next === '\\')) {
      word = (word ?? '') + next;
      at += 1;
    } else if (quote === '"') {
      if (char === '"') quote = null;
      else word = (word ?? '') + char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (/\s/.test(char)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? '') + char;
    }
  }
  if (quote !== null) throw new StandinFailure(`The command "${text}" opens a quote and never closes it.`);
  return word === null ? words : [...words, word];
}
