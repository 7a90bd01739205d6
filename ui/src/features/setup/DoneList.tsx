import { Box } from '@mui/material';
import { ToneChip } from '../../shared/controls/ToneChip.tsx';

/** What is right already: nobody has to do it. */
export function DoneList({ done }: { readonly done: readonly string[] }) {
  if (done.length === 0) return null;
  return (
    <Box
      component="ul"
      aria-label="Already done"
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, m: 0, mb: 2, p: 0, listStyle: 'none' }}
    >
      {done.map((text) => (
        <li key={text}>
          <ToneChip look={{ mark: '✓', word: text, tone: 'ok' }} />
        </li>
      ))}
    </Box>
  );
}
