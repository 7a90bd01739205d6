import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import { ToneChip } from '../../shared/controls/ToneChip.tsx';
import type { LaneChange } from './lane-changes.ts';

/** The connections that two runs saw differently, side by side. */
export function LaneChanges({ changes }: { readonly changes: readonly LaneChange[] }) {
  if (changes.length === 0) return null;
  return (
    <TableContainer>
      <Table size="small" aria-label="Connections that changed" sx={{ '& td, & th': { px: 0.75, py: 0.5 } }}>
        <TableHead>
          <TableRow>
            <TableCell>Connection</TableCell>
            <TableCell>Before</TableCell>
            <TableCell>After</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {changes.map(({ id, way, address, before, after }) => (
            <TableRow key={id}>
              <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
                {way}
                <br />
                {address}
              </TableCell>
              <TableCell>
                <ToneChip look={before} />
              </TableCell>
              <TableCell>
                <ToneChip look={after} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
