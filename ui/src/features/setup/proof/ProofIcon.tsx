import { Box } from '@mui/material';
import type { Look } from '../../../shared/controls/looks.ts';
import { toneColour } from '../../../shared/controls/tones.ts';

/** The proof's place in the stepper: its number until it has a result, then its mark. */
export function ProofIcon({ look, number }: { readonly look: Look; readonly number: number }) {
  const decided = look.tone === 'ok' || look.tone === 'bad' || look.tone === 'warn';
  return (
    <Box
      aria-hidden
      sx={(theme) => ({
        width: 24,
        height: 24,
        borderRadius: '50%',
        display: 'grid',
        placeItems: 'center',
        fontSize: 12,
        fontWeight: 700,
        color: decided ? theme.palette.background.paper : 'text.primary',
        backgroundColor: decided ? toneColour(theme, look.tone) : 'action.disabledBackground',
      })}
    >
      {decided ? look.mark : number}
    </Box>
  );
}
