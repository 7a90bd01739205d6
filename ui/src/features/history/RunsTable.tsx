import {
  Box,
  Button,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { RunRowView } from './RunRowView.tsx';
import { choiceHint } from './runs.ts';
import type { Choice, RunRow } from './runs.ts';
import { useRoving } from './use-roving.ts';

interface Props {
  readonly rows: readonly RunRow[];
  readonly choice: Choice;
  readonly onToggle: (id: string) => void;
  readonly onCompare: () => void;
  readonly onOpen: (kind: 'report' | 'export' | 'delete', id: string) => void;
}

/** A row for each run: its verdict, what is new in it, and what can be done with it. What is chosen is compared from a bar that stays in sight. */
export function RunsTable({ rows, choice, onToggle, onCompare, onOpen }: Props) {
  const { current, onFocus, onKeyDown } = useRoving(rows.map((row) => row.id));
  return (
    <>
      <TableContainer>
        <Table size="small" aria-label="Past runs" sx={tableSx}>
          <TableHead>
            <TableRow>
              <TableCell>Compare</TableCell>
              <TableCell>When</TableCell>
              <TableCell>Verdict</TableCell>
              <TableCell>What is new</TableCell>
              <TableCell>Actions</TableCell>
            </TableRow>
          </TableHead>
          <TableBody onFocus={onFocus} onKeyDown={onKeyDown}>
            {rows.map((row) => (
              <RunRowView
                key={row.id}
                row={row}
                chosen={choice.includes(row.id)}
                stop={row.id === current}
                onToggle={() => onToggle(row.id)}
                onOpen={(kind) => onOpen(kind, row.id)}
              />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <Box sx={barSx}>
        <Button variant="contained" size="small" disabled={choice.length < 2} onClick={onCompare}>
          What changed between the two
        </Button>
        <Typography variant="body2" color="text.secondary" role="status">
          {choiceHint(choice, rows.length)}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          Arrow keys move between the runs.
        </Typography>
      </Box>
    </>
  );
}

/** A window too narrow for five columns shows a run's cells below each other. */
const tableSx = {
  '& td, & th': { px: 1 },
  '@media (max-width: 699.95px)': {
    '& thead': { display: 'none' },
    '& tr': {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      borderBottom: 1,
      borderColor: 'divider',
    },
    '& td, & th': { border: 0, py: 0.5 },
  },
};

const barSx = {
  position: 'sticky',
  bottom: 0,
  zIndex: 1,
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  flexWrap: 'wrap',
  py: 1,
  mb: -1,
  borderTop: 1,
  borderColor: 'divider',
  backgroundColor: 'background.paper',
};
