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
}

/** A row for each address dialled, a column for each direction and transport; a cell opens its evidence. */
export function LaneTableView({ table, onCell }: Props) {
  if (table.rows.length === 0) return null;
  return (
    <TableContainer sx={{ mt: 1 }}>
      <Table size="small" aria-label="Lanes by address" sx={{ '& td, & th': { px: 1, py: 0.5 } }}>
        <TableHead>
          <TableRow>
            <TableCell rowSpan={2} sx={{ verticalAlign: 'bottom' }}>
              Target address
            </TableCell>
            <TableCell rowSpan={2} sx={{ verticalAlign: 'bottom' }}>
              Family
            </TableCell>
            <TableCell colSpan={2} sx={{ borderBottom: 0 }}>
              computer → container
            </TableCell>
            <TableCell colSpan={2} sx={{ borderBottom: 0 }}>
              container → computer
            </TableCell>
          </TableRow>
          <TableRow>
            {table.columns.map((column) => (
              <TableCell key={column.id}>{column.transport.toUpperCase()}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {table.rows.map((row) => (
            <TableRow key={row.address}>
              <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap' }}>
                {row.label}
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap', color: 'text.secondary' }}>{row.family}</TableCell>
              {row.cells.map((cell, at) => (
                <TableCell key={cell.id}>
                  <CellView
                    cell={cell}
                    onClick={() => table.columns[at] && onCell(cell, table.columns[at])}
                  />
                </TableCell>
              ))}
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
