import { Box, Typography } from '@mui/material';
import { boundarySentence, carriedChips } from '../model/boundary.ts';
import type { Measured } from '../model/measured.ts';
import type { Arrow } from '../model/picture.ts';
import { Card } from './Card.tsx';
import { ToneChip } from './ToneChip.tsx';

interface Props {
  readonly measured: Measured;
  readonly arrows: readonly Arrow[];
}

/** What host mode carries here, beside and below TCP and UDP. */
export function Carried({ measured, arrows }: Props) {
  const chips = carriedChips(arrows, measured.boundary);
  const sentence = boundarySentence(measured.boundary);
  if (chips.length === 0) return null;
  return (
    <Card title="What host mode carries here">
      <Box
        component="ul"
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, m: 0, p: 0, listStyle: 'none' }}
      >
        {chips.map((chip) => (
          <li key={chip.name}>
            <ToneChip look={chip} text={`${chip.name}: ${chip.word}`} title={chip.why} />
          </li>
        ))}
      </Box>
      {sentence !== null && (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
          {sentence}
        </Typography>
      )}
    </Card>
  );
}
