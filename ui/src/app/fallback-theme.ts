import type { ThemeOptions } from '@mui/material';

const typography: ThemeOptions['typography'] = {
  fontFamily: '"Open Sans", Roboto, "Segoe UI", "Helvetica Neue", "Liberation Sans", sans-serif',
  fontSize: 14,
  button: { textTransform: 'none', fontWeight: 600 },
};

const light: ThemeOptions = {
  typography,
  palette: {
    mode: 'light',
    primary: { main: '#1d63ed' },
    success: { main: '#1f8a5b' },
    error: { main: '#c4283d' },
    warning: { main: '#a86400' },
    background: { default: '#f4f4f6', paper: '#ffffff' },
    text: { primary: '#27343b', secondary: '#56656f' },
    divider: '#d9dee2',
  },
};

const dark: ThemeOptions = {
  typography,
  palette: {
    mode: 'dark',
    primary: { main: '#6ea2ff' },
    success: { main: '#5fd3a0' },
    error: { main: '#ff8593' },
    warning: { main: '#ffc46b' },
    background: { default: '#202c33', paper: '#2b3a42' },
    text: { primary: '#ffffff', secondary: '#b4c0c8' },
    divider: '#42535d',
  },
};

/**
 * Puts a theme where Docker Desktop's preload puts its own, unless it is there: the theme's provider throws without one,
 * and other hosts of extensions have none. Call before the first render.
 */
export function seedThemes(): void {
  const bag: { __ddMuiV6Themes?: unknown } = window;
  bag.__ddMuiV6Themes ??= { light, dark };
}
