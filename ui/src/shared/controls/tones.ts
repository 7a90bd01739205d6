import { alpha, darken, lighten } from '@mui/material';
import type { Theme } from '@mui/material';
import type { Tone } from './looks.ts';

/** Returns the colour of a mark, a line or a border of this tone. */
export function toneColour(theme: Theme, tone: Tone): string {
  switch (tone) {
    case 'ok':
      return theme.palette.success.main;
    case 'bad':
      return theme.palette.error.main;
    case 'warn':
      return theme.palette.warning.main;
    case 'pending':
      return theme.palette.primary.main;
    case 'none':
      return theme.palette.text.secondary;
  }
}

/**
 * Returns the colour of words that can be pressed, and of the ring around what has the focus. The theme's own blue does not
 * reach the contrast of 4.5 that small words need on cards in the dark theme and on soft grounds in the light one (WCAG 2.2,
 * 1.4.3): it is lightened or darkened by a third.
 */
export function linkColour({ palette }: Theme): string {
  const { main } = palette.primary;
  return palette.mode === 'dark' ? lighten(main, 1 / 3) : darken(main, 1 / 3);
}

/** Returns a soft ground of this tone. Words on it keep the text colour, so contrast does not depend on the tone. */
export function toneGround(theme: Theme, tone: Tone): string {
  return alpha(toneColour(theme, tone), theme.palette.mode === 'dark' ? 0.2 : 0.1);
}
