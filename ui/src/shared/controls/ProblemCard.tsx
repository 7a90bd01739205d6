import { Box, Paper, Typography } from '@mui/material';
import type { Problem } from '../run/problems.ts';
import type { Tone } from './looks.ts';
import { QuietButton } from './QuietButton.tsx';
import { Mark } from './ToneChip.tsx';
import { toneColour } from './tones.ts';

interface Props {
  readonly problem: Problem;
  readonly onRetry: () => void;
  readonly busy: boolean;
}

/** A lost service stops no measurement, and another product is no fault. */
const LOOKS: Partial<Record<Problem['port'], { readonly mark: string; readonly tone: Tone }>> = {
  service: { mark: '!', tone: 'warn' },
  product: { mark: '–', tone: 'none' },
};

/** A port that cannot be used: what is so, what mends it, and one retry. */
export function ProblemCard({ problem, onRetry, busy }: Props) {
  const look = LOOKS[problem.port] ?? { mark: '✕', tone: 'bad' };
  return (
    <Paper
      role={problem.port === 'product' ? 'note' : 'alert'}
      variant="outlined"
      sx={(theme) => ({
        p: 2,
        borderRadius: 2,
        borderLeft: `4px solid ${toneColour(theme, look.tone)}`,
        display: 'flex',
        gap: 2,
        alignItems: 'center',
        flexWrap: 'wrap',
      })}
    >
      <Box sx={{ flex: '1 1 320px', minWidth: 0 }}>
        <Typography component="h2" tabIndex={-1} variant="subtitle1" sx={{ fontWeight: 600 }}>
          <Mark look={{ ...look, word: '' }} /> {problem.title}
        </Typography>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {problem.message}
        </Typography>
        <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
          {problem.fix}
        </Typography>
      </Box>
      <QuietButton variant="outlined" onClick={onRetry} disabled={busy}>
        {problem.port === 'product' ? 'Measure again' : 'Try again'}
      </QuietButton>
    </Paper>
  );
}
