import { Box } from '@mui/material';
import type { Look } from './looks.ts';
import { toneColour, toneGround } from './tones.ts';

interface Props {
  readonly look: Look;
  /** Shown instead of the look's word. */
  readonly text?: string;
  readonly title?: string;
}

/** A mark and a word on a soft ground. */
export function ToneChip({ look, text, title }: Props) {
  return (
    <Box
      component="span"
      title={title}
      sx={(theme) => ({
        display: 'inline-flex',
        gap: 0.75,
        alignItems: 'center',
        borderRadius: 1,
        // Seen where the system forces its own colours and takes the ground away.
        border: '1px solid transparent',
        px: '7px',
        py: 0,
        fontSize: 12.5,
        lineHeight: 1.5,
        color: 'text.primary',
        backgroundColor: toneGround(theme, look.tone),
        textAlign: 'left',
      })}
    >
      <Mark look={look} />
      {text ?? look.word}
    </Box>
  );
}

/** The mark of a look in its colour. */
export function Mark({ look }: { readonly look: Look }) {
  return (
    <Box
      component="span"
      aria-hidden
      sx={(theme) => ({ fontWeight: 700, color: toneColour(theme, look.tone) })}
    >
      {look.mark}
    </Box>
  );
}
