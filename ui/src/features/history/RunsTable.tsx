import {
  Box,
  Button,
  Checkbox,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { QuietButton } from '../../shared/controls/QuietButton.tsx';
import { ToneChip } from '../../shared/controls/ToneChip.tsx';
import { choiceHint } from './runs.ts';
import type { Choice, RunRow } from './runs.ts';

interface Props {
  readonly rows: readonly RunRow[];
  readonly choice: Choice;
  readonly onToggle: (id: string) => void;
  readonly onCompare: () => void;
  readonly onOpen: (kind: 'report' | 'export' | 'delete', id: string) => void;
}

/** A row for each run: its verdict, and what can be done with it. */
export function RunsTable({ rows, choice, onToggle, onCompare, onOpen }: Props) {
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 1, flexWrap: 'wrap' }}>
        <Button variant="contained" size="small" disabled={choice.length < 2} onClick={onCompare}>
          What changed between the two
        </Button>
        <Typography variant="body2" color="text.secondary" role="status">
          {choiceHint(choice, rows.length)}
        </Typography>
      </Box>
      <TableContainer>
        <Table size="small" aria-label="Past runs" sx={{ '& td, & th': { px: 1 } }}>
          <TableHead>
            <TableRow>
              <TableCell>Compare</TableCell>
              <TableCell>When</TableCell>
              <TableCell>Verdict</TableCell>
              <TableCell>Summary</TableCell>
              <TableCell>Actions</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <RunRowView
                key={row.id}
                row={row}
                chosen={choice.includes(row.id)}
                onToggle={() => onToggle(row.id)}
                onOpen={(kind) => onOpen(kind, row.id)}
              />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </>
  );
}

interface RowProps {
  readonly row: RunRow;
  readonly chosen: boolean;
  readonly onToggle: () => void;
  readonly onOpen: (kind: 'report' | 'export' | 'delete') => void;
}

const DEEDS = [
  ['report', 'Open'],
  ['export', 'Export'],
  ['delete', 'Delete'],
] as const;

function RunRowView({ row, chosen, onToggle, onOpen }: RowProps) {
  return (
    <TableRow selected={chosen}>
      <TableCell padding="checkbox">
        <Checkbox
          size="small"
          checked={chosen}
          onChange={onToggle}
          slotProps={{ input: { 'aria-label': `Compare the run of ${row.when}` } }}
        />
      </TableCell>
      <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap' }}>
        {row.when}
        <Typography component="span" variant="caption" color="text.secondary" sx={{ display: 'block' }}>
          {row.age}
        </Typography>
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        <ToneChip look={row.look} />
      </TableCell>
      <TableCell sx={{ minWidth: 200, overflowWrap: 'anywhere' }}>{row.summary}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        {DEEDS.map(([kind, label]) => (
          <QuietButton
            key={kind}
            size="small"
            aria-haspopup="dialog"
            aria-label={`${label} the run of ${row.when}`}
            onClick={() => onOpen(kind)}
          >
            {label}
          </QuietButton>
        ))}
      </TableCell>
    </TableRow>
  );
}
