/** Returns `1 port`, `2 ports`, `1,024 ports`. */
export function plural(count: number, word: string): string {
  return `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;
}
