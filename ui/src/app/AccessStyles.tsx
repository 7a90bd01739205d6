import { GlobalStyles } from '@mui/material';
import type { Theme } from '@mui/material';
import { linkColour } from '../shared/controls/tones.ts';

/** What holds for every control: its focus is seen, colours forced by the system are kept, and nothing moves where that is not wanted. */
export function AccessStyles() {
  return <GlobalStyles styles={styles} />;
}

/** Headings, drawers and dialogs take the focus so that reading goes on there; they are no controls. */
const NO_CONTROL = ':not(h1, h2, h3, article, .MuiModal-root, .MuiDialog-container, .MuiDrawer-paper)';
/** A text field shows its focus as a border of its own, 2 px wide. */
const NO_FIELD = ':not(.MuiInputBase-input)';

function styles(theme: Theme) {
  const ring = { outline: `2px solid ${linkColour(theme)}`, outlineOffset: '1px' };
  return {
    [`body *:focus-visible${NO_CONTROL}${NO_FIELD}`]: ring,
    'body .Mui-focusVisible': ring,
    'body :is(h1, h2, h3, article):focus': { outline: 0 },
    // A bar of tabs cuts off what lies outside it.
    'body .MuiTab-root.Mui-focusVisible': { outlineOffset: '-3px' },
    // The ring tells the focus; a pulse in the button makes its words hard to read.
    '.MuiTouchRipple-ripplePulsate': { display: 'none' },
    '@media (prefers-reduced-motion: reduce)': {
      '*, *::before, *::after': {
        animationDuration: '0.01ms !important',
        animationIterationCount: '1 !important',
        transitionDuration: '0.01ms !important',
      },
      '.MuiLinearProgress-bar': { left: '0 !important', right: '0 !important', opacity: 0.6 },
    },
    '@media (forced-colors: active)': {
      '.MuiButton-root, .MuiToggleButton-root': { border: '1px solid ButtonText' },
      '.MuiTabs-indicator': { backgroundColor: 'Highlight', forcedColorAdjust: 'none' },
      '.MuiLinearProgress-root': { border: '1px solid CanvasText' },
      '.MuiLinearProgress-bar': { backgroundColor: 'Highlight', forcedColorAdjust: 'none' },
      'main svg text, main svg tspan': { fill: 'CanvasText' },
      'main svg line': { stroke: 'CanvasText' },
      'main svg rect': { fill: 'Canvas', stroke: 'CanvasText' },
      'main svg marker path': { fill: 'CanvasText' },
    },
  };
}
