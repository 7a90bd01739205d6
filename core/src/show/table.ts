import { MATRIX_COLUMNS, type Cell, type MatrixRow } from './matrix.ts';
import { toneOf, type Paint } from './paint.ts';
import { plain } from '../words/plain.ts';

const GAP = 2;

/** Returns the matrix as a table, or as one line a cell where the terminal is too narrow for it; empty without rows. */
export function matrixLines(rows: readonly MatrixRow[], width: number, paint: Paint): string[] {
  if (rows.length === 0) return [];
  const first = Math.max('target address'.length, ...rows.map((row) => plain(row.address).length));
  const columns = MATRIX_COLUMNS.map((_, at) =>
    Math.max(...rows.map((row) => text(row.cells[at]).length), '✓ reachable'.length),
  );
  const total = first + columns.reduce((sum, column) => sum + column + GAP, 0);
  return total > width ? stacked(rows, paint) : table(rows, first, columns, paint);
}

function table(
  rows: readonly MatrixRow[],
  first: number,
  columns: readonly number[],
  paint: Paint,
): string[] {
  const groups = [0, 2].map((at) => {
    const span = (columns[at] ?? 0) + GAP + (columns[at + 1] ?? 0);
    return (MATRIX_COLUMNS[at]?.group ?? '').padEnd(span);
  });
  const line = (head: string, cells: readonly string[]): string =>
    [head.padEnd(first), ...cells].join(' '.repeat(GAP)).trimEnd();
  return [
    line('', groups),
    line(
      'target address',
      MATRIX_COLUMNS.map((column, at) => column.transport.toUpperCase().padEnd(columns[at] ?? 0)),
    ),
    ...rows.map((row) =>
      line(
        plain(row.address),
        row.cells.map((cell, at) => {
          const pad = ' '.repeat((columns[at] ?? 0) - text(cell).length);
          return painted(cell, paint) + pad;
        }),
      ),
    ),
    '',
  ];
}

function stacked(rows: readonly MatrixRow[], paint: Paint): string[] {
  const lines = rows.flatMap((row) => [
    plain(row.address),
    ...row.cells.flatMap((cell, at) => {
      const column = MATRIX_COLUMNS[at];
      if (!cell || !column) return [];
      return [`  ${column.group} ${column.transport.toUpperCase()}  ${painted(cell, paint)}`];
    }),
  ]);
  return [...lines, ''];
}

function text(cell: Cell | null | undefined): string {
  return cell ? `${cell.mark} ${cell.word}` : '';
}

function painted(cell: Cell | null, paint: Paint): string {
  return cell ? paint(toneOf(cell.tone), text(cell)) : '';
}
