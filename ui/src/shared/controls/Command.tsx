import { Box } from '@mui/material';
import { CopyButton } from './CopyButton.tsx';

/** A command ready to paste, with its copy button. */
export function Command({ text }: { readonly text: string }) {
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        mt: 1,
        pl: 1.25,
        pr: 0.5,
        py: 0.25,
        borderRadius: 1,
        backgroundColor: 'background.default',
      }}
    >
      <Box
        component="code"
        sx={{ flex: 1, minWidth: 0, fontSize: 12.5, overflowWrap: 'anywhere', fontFamily: MONO }}
      >
        {text}
      </Box>
      <CopyButton text={text} />
    </Box>
  );
}

/** Fonts of commands and codes. */
export const MONO = 'ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace';
