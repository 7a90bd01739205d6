import { Box, Typography } from '@mui/material';
import { Mark } from '../../shared/controls/ToneChip.tsx';
import { toneGround } from '../../shared/controls/tones.ts';
import { stripOf } from './runs.ts';
import type { RunRow } from './runs.ts';

/** The last verdicts as marks, the oldest first: when it broke is seen at one glance. */
export function VerdictStrip({ rows }: { readonly rows: readonly RunRow[] }) {
  const { runs, words } = stripOf(rows);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap', mb: 1 }}>
      <Box role="img" aria-label={words} sx={{ display: 'flex', flexWrap: 'wrap', gap: '2px' }}>
        {runs.map((row) => (
          <Box
            key={row.id}
            title={`${row.when}: ${row.look.word}`}
            sx={(theme) => ({
              width: 20,
              height: 24,
              display: 'grid',
              placeItems: 'center',
              fontSize: 12.5,
              border: '1px solid transparent',
              borderRadius: 0.5,
              backgroundColor: toneGround(theme, row.look.tone),
            })}
          >
            <Mark look={row.look} />
          </Box>
        ))}
      </Box>
      <Typography variant="body2" color="text.secondary">
        {runs.length === 1 ? 'One run.' : `The last ${runs.length} runs, the newest at the right.`}
      </Typography>
    </Box>
  );
}
