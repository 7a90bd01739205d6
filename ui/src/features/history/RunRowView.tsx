import { Checkbox, TableCell, TableRow, Typography } from '@mui/material';
import { QuietButton } from '../../shared/controls/QuietButton.tsx';
import { ToneChip } from '../../shared/controls/ToneChip.tsx';
import type { RunRow } from './runs.ts';

interface Props {
  readonly row: RunRow;
  readonly chosen: boolean;
  /** Tab stops at its controls; at those of the other rows it does not. */
  readonly stop: boolean;
  readonly onToggle: () => void;
  readonly onOpen: (kind: 'report' | 'export' | 'delete') => void;
}

const DEEDS = [
  ['report', 'Open'],
  ['export', 'Export'],
  ['delete', 'Delete'],
] as const;

/** One past run. */
export function RunRowView({ row, chosen, stop, onToggle, onOpen }: Props) {
  const tabIndex = stop ? 0 : -1;
  return (
    <TableRow selected={chosen} data-row={row.id}>
      <TableCell padding="checkbox">
        <Checkbox
          size="small"
          checked={chosen}
          onChange={onToggle}
          data-control="compare"
          // The theme of Docker Desktop leaves it no room around its mark of 20 px.
          sx={{ '&&': { p: '4px' } }}
          slotProps={{ input: { 'aria-label': `Compare the run of ${row.when}`, tabIndex } }}
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
      <TableCell title={row.summary} sx={{ minWidth: 200, overflowWrap: 'anywhere' }}>
        {row.change}
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        {DEEDS.map(([kind, label]) => (
          <QuietButton
            key={kind}
            size="small"
            color={kind === 'delete' ? 'error' : 'primary'}
            tabIndex={tabIndex}
            data-control={kind}
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
