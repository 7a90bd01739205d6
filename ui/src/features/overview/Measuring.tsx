import { Box, Typography } from '@mui/material';
import { PENDING, verdictLook } from '../../shared/controls/looks.ts';
import { Mark } from '../../shared/controls/ToneChip.tsx';
import { toneColour, toneGround } from '../../shared/controls/tones.ts';
import type { Measured } from '../../shared/measured/measured.ts';

/** Stands where the answer will stand. `before` is what was known until this run. */
export function Measuring({ before }: { readonly before: Measured }) {
  return (
    <Box
      sx={(theme) => ({
        px: 2,
        py: 1.5,
        borderRadius: 1,
        borderLeft: `4px solid ${toneColour(theme, PENDING.tone)}`,
        backgroundColor: toneGround(theme, PENDING.tone),
      })}
    >
      <Typography component="h2" tabIndex={-1} variant="subtitle1" sx={{ fontWeight: 600, lineHeight: 1.4 }}>
        <Mark look={PENDING} /> Testing TCP and UDP, both ways
      </Typography>
      <Typography variant="body2">
        One small container is started; each arrow below turns green once its tests were answered.
      </Typography>
      {before.verdict && (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
          The run before: {verdictLook(before.verdict.verdict).word.toLowerCase()}. {before.verdict.summary}
        </Typography>
      )}
    </Box>
  );
}
