import type { GridRow } from './grid-rows.ts';

/** Returns the rows that hold every word of the text; all of them without one. A bare number is a port from its first digit on. */
export function filterRows(rows: readonly GridRow[], text: string): readonly GridRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => words.every((word) => holds(row, word)));
}

function holds(row: GridRow, word: string): boolean {
  return /^\d+$/.test(word) ? `${row.port}`.startsWith(word) || nameHas(row, word) : row.words.includes(word);
}

function nameHas({ container, process }: GridRow, word: string): boolean {
  return `${container} ${process}`.toLowerCase().includes(word);
}
