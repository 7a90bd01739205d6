import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import type { LaneTable } from '../../model/lane-table.ts';
import { Card } from '../Card.tsx';
import { ToneChip } from '../ToneChip.tsx';

/** The lanes of a past run by address. */
export function LaneSummary({ table }: { readonly table: LaneTable }) {
  if (table.rows.length === 0) return null;
  return (
    <Card title="What was measured">
      <TableContainer tabIndex={0} aria-label="Lanes by address, to scroll" role="group">
        <Table size="small" aria-label="Lanes by address" sx={{ '& td, & th': { px: 0.75, py: 0.5 } }}>
          <TableHead>
            <TableRow>
              <TableCell>Address dialled</TableCell>
              {table.columns.map((column) => (
                <TableCell key={column.id}>
                  {column.from === 'host' ? 'to container' : 'to computer'} {column.transport.toUpperCase()}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {table.rows.map((row) => (
              <TableRow key={row.address}>
                <TableCell component="th" scope="row">
                  {row.label}
                </TableCell>
                {row.cells.map((cell) => (
                  <TableCell key={cell.id}>
                    <ToneChip look={cell} />
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Card>
  );
}
