import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import { Card } from '../../shared/controls/Card.tsx';
import { ToneChip } from '../../shared/controls/ToneChip.tsx';
import type { LaneTable } from '../../shared/measured/lane-table.ts';

const WAYS = [
  { from: 'host', title: 'Computer → container' },
  { from: 'host-mode', title: 'Container → computer' },
] as const;

/** The lanes of a past run by address, one table a direction: both beside each other do not fit a drawer. */
export function LaneSummary({ table }: { readonly table: LaneTable }) {
  if (table.rows.length === 0) return null;
  return (
    <>
      {WAYS.map((way) => (
        <WayTable key={way.from} way={way} table={table} />
      ))}
    </>
  );
}

function WayTable({ way, table }: { readonly way: (typeof WAYS)[number]; readonly table: LaneTable }) {
  const columns = table.columns.flatMap((column, at) => (column.from === way.from ? [{ column, at }] : []));
  // Addresses that are dialled in the other direction only would be empty lines here.
  const rows = table.rows.filter((row) => columns.some(({ at }) => (row.cells[at]?.lanes.length ?? 0) > 0));
  if (rows.length === 0) return null;
  return (
    <Card title={way.title}>
      <TableContainer>
        <Table size="small" aria-label={way.title} sx={{ '& td, & th': { px: 0.75, py: 0.5 } }}>
          <TableHead>
            <TableRow>
              <TableCell>Target address</TableCell>
              {columns.map(({ column }) => (
                <TableCell key={column.id}>{column.transport.toUpperCase()}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.address}>
                <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
                  {row.label}
                </TableCell>
                {columns.map(({ column, at }) => {
                  const cell = row.cells[at];
                  return <TableCell key={column.id}>{cell && <ToneChip look={cell} />}</TableCell>;
                })}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Card>
  );
}
