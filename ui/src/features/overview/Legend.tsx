import { Box } from '@mui/material';
import { Mark } from '../../shared/controls/ToneChip.tsx';
import type { Look } from '../../shared/controls/looks.ts';

/** What each mark and colour of picture and table stands for: one meaning each. */
const ENTRIES: readonly Look[] = [
  { mark: '✓', word: 'answered', tone: 'ok' },
  { mark: '✕', word: 'failed', tone: 'bad' },
  { mark: '!', word: 'unexpected, does not change the verdict', tone: 'warn' },
  { mark: '–', word: 'not expected to work, or left out', tone: 'none' },
  { mark: '?', word: 'could not be measured', tone: 'none' },
];

/** Explains marks and colours, in words. */
export function Legend() {
  return (
    <Box component="ul" aria-label="What the marks mean" sx={listSx}>
      {ENTRIES.map((look) => (
        <li key={look.mark}>
          <Mark look={look} /> {look.word}
        </li>
      ))}
    </Box>
  );
}

const listSx = {
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 2,
  rowGap: 0.25,
  m: 0,
  mt: 1.5,
  p: 0,
  listStyle: 'none',
  fontSize: 12.5,
  color: 'text.secondary',
};
