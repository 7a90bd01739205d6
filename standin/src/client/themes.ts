/** Shades of one colour as Docker's palette names them. */
type Shades = Readonly<Record<'100' | '200' | '300' | '400' | '500' | '600' | '700' | '800', string>>;

const shades = (...colours: [string, string, string, string, string, string, string, string]): Shades => {
  const [c100, c200, c300, c400, c500, c600, c700, c800] = colours;
  return {
    '100': c100,
    '200': c200,
    '300': c300,
    '400': c400,
    '500': c500,
    '600': c600,
    '700': c700,
    '800': c800,
  };
};

/**
 * Docker Desktop's palette in shape and in kind: the same names, light to dark in the light theme and reversed in the
 * dark one. The values are ours; Desktop injects its own, which are not published.
 */
const light = {
  amber: shades('#FDF3DC', '#FAE0A8', '#F5C75D', '#E2A417', '#B9820B', '#966708', '#6F4C07', '#4A3306'),
  blue: shades('#E5F2FC', '#B9DDF8', '#7EC0F0', '#3F9EE6', '#116ED0', '#0C56A6', '#0A4280', '#082F5B'),
  green: shades('#E4F6EC', '#B5E5C9', '#73CB98', '#35AC69', '#188A4B', '#126E3B', '#0E552E', '#0A3D21'),
  grey: shades('#F4F4F6', '#E1E2E6', '#C3C7CC', '#8993A2', '#677285', '#505968', '#393F49', '#17191E'),
  red: shades('#FDEAEA', '#F9C3C3', '#F19090', '#E55A5A', '#D52536', '#AD1B2A', '#861620', '#5E1017'),
  violet: shades('#F2EBFC', '#DAC6F6', '#BA95ED', '#9762E2', '#7D2EFF', '#6022C6', '#491A97', '#331269'),
};

const reversed = (colour: Shades): Shades =>
  shades(
    colour[800],
    colour[700],
    colour[600],
    colour[500],
    colour[400],
    colour[300],
    colour[200],
    colour[100],
  );

const dark = {
  amber: reversed(light.amber),
  blue: reversed(light.blue),
  green: reversed(light.green),
  grey: reversed(light.grey),
  red: reversed(light.red),
  violet: reversed(light.violet),
};

const typography = {
  fontFamily: 'Roboto, -apple-system, BlinkMacSystemFont, "Segoe UI", Helvetica, Arial, sans-serif',
  fontSize: 14,
  h1: { fontSize: '2rem', fontWeight: 500, lineHeight: 1.2 },
  h2: { fontSize: '1.75rem', fontWeight: 500, lineHeight: 1.25 },
  h3: { fontSize: '1.5rem', fontWeight: 500, lineHeight: 1.3 },
  h4: { fontSize: '1.25rem', fontWeight: 500, lineHeight: 1.35 },
  button: { textTransform: 'none', fontWeight: 500 },
};

const shared = {
  typography,
  shape: { borderRadius: 4 },
  components: {
    MuiButton: { defaultProps: { variant: 'contained', disableElevation: true } },
    MuiLink: { defaultProps: { underline: 'hover' } },
  },
};

/** Theme options for MUI's createTheme, light and dark, as docker-mui-theme reads them from the window. */
export const THEMES = {
  light: {
    ...shared,
    palette: {
      mode: 'light',
      primary: { main: light.blue[500], contrastText: '#FFFFFF' },
      secondary: { main: light.grey[500], contrastText: '#FFFFFF' },
      error: { main: light.red[500] },
      warning: { main: light.amber[500] },
      info: { main: light.blue[500] },
      success: { main: light.green[500] },
      text: { primary: '#27343B', secondary: light.grey[600] },
      background: { default: '#F4F4F6', paper: '#FFFFFF' },
      divider: light.grey[200],
      docker: light,
    },
  },
  dark: {
    ...shared,
    palette: {
      mode: 'dark',
      primary: { main: light.blue[400], contrastText: '#0B1215' },
      secondary: { main: light.grey[400], contrastText: '#0B1215' },
      error: { main: light.red[300] },
      warning: { main: light.amber[300] },
      info: { main: light.blue[300] },
      success: { main: light.green[300] },
      text: { primary: '#FFFFFF', secondary: light.grey[300] },
      background: { default: '#202C33', paper: '#2A363D' },
      divider: '#44525B',
      docker: dark,
    },
  },
} as const;
