import {
  Box,
  ButtonBase,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
} from '@mui/material';
import { ToneChip } from '../../shared/controls/ToneChip.tsx';
import type { Cell, Column, LaneTable } from '../../shared/measured/lane-table.ts';

interface Props {
  readonly table: LaneTable;
  readonly onCell: (cell: Cell, column: Column) => void;
  /** One table for each direction: six columns do not fit. */
  readonly narrow: boolean;
}

const WAYS = [
  { from: 'host', title: 'computer → container' },
  { from: 'host-mode', title: 'container → computer' },
] as const;

/** A row for each address dialled, a column for each direction and transport; a cell opens its evidence. */
export function LaneTableView({ table, onCell, narrow }: Props) {
  if (table.rows.length === 0) return null;
  if (!narrow) return <Lanes table={table} onCell={onCell} ways={WAYS} name="Lanes by address" />;
  return (
    <>
      {WAYS.map((way) => (
        <Lanes
          key={way.from}
          table={table}
          onCell={onCell}
          ways={[way]}
          name={`Lanes by address, ${way.title}`}
        />
      ))}
    </>
  );
}

interface LanesProps extends Omit<Props, 'narrow'> {
  readonly ways: readonly (typeof WAYS)[number][];
  readonly name: string;
}

function Lanes({ table, onCell, ways, name }: LanesProps) {
  const columns = table.columns.flatMap((column, at) =>
    ways.some((way) => way.from === column.from) ? [{ column, at }] : [],
  );
  return (
    <TableContainer sx={{ mt: 1 }}>
      <Table size="small" aria-label={name} sx={{ '& td, & th': { px: 1, py: 0.5 } }}>
        <TableHead>
          <TableRow>
            <TableCell rowSpan={2} sx={{ verticalAlign: 'bottom' }}>
              Target address
            </TableCell>
            {ways.length > 1 && (
              <TableCell rowSpan={2} sx={{ verticalAlign: 'bottom' }}>
                Family
              </TableCell>
            )}
            {ways.map((way) => (
              <TableCell key={way.from} colSpan={2} sx={{ borderBottom: 0 }}>
                {way.title}
              </TableCell>
            ))}
          </TableRow>
          <TableRow>
            {columns.map(({ column }) => (
              <TableCell key={column.id}>{column.transport.toUpperCase()}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {table.rows.map((row) => (
            <TableRow key={row.address}>
              <TableCell
                component="th"
                scope="row"
                sx={ways.length > 1 ? { whiteSpace: 'nowrap' } : { overflowWrap: 'anywhere' }}
              >
                {row.label}
              </TableCell>
              {ways.length > 1 && (
                <TableCell sx={{ whiteSpace: 'nowrap', color: 'text.secondary' }}>{row.family}</TableCell>
              )}
              {columns.map(({ column, at }) => {
                const cell = row.cells[at];
                return (
                  <TableCell key={column.id}>
                    {cell && <CellView cell={cell} onClick={() => onCell(cell, column)} />}
                  </TableCell>
                );
              })}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function CellView({ cell, onClick }: { readonly cell: Cell; readonly onClick: () => void }) {
  if (cell.lanes.length === 0) {
    return (
      <Box component="span" sx={{ px: 0 }}>
        <ToneChip look={cell} />
      </Box>
    );
  }
  return (
    <ButtonBase
      onClick={onClick}
      aria-label={cell.ariaLabel}
      aria-haspopup="dialog"
      title={cell.detail}
      sx={focusSx}
    >
      <ToneChip look={cell} text={cell.word.replace(' of ', '\u00a0of\u00a0')} />
    </ButtonBase>
  );
}

const focusSx = {
  borderRadius: 1,
  minHeight: 24,
  '&:hover': { filter: 'brightness(0.95)' },
};
