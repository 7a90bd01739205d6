import { Box, ButtonBase, Typography } from '@mui/material';
import type { Theme } from '@mui/material';
import { useState } from 'react';
import { boundarySentence, carriedEvidence, carriedRows } from '../model/boundary.ts';
import type { CarriedRow } from '../model/boundary.ts';
import type { EvidenceView } from '../model/evidence.ts';
import type { Measured } from '../model/measured.ts';
import type { Arrow } from '../model/picture.ts';
import { Card } from './Card.tsx';
import { EvidenceDrawerLazy } from './EvidenceDrawerLazy.tsx';
import { ToneChip } from './ToneChip.tsx';

interface Props {
  readonly measured: Measured;
  readonly arrows: readonly Arrow[];
}

/** What host mode carries here: TCP and UDP, and what lies beside and below them. A line opens its evidence. */
export function Carried({ measured, arrows }: Props) {
  const [view, setView] = useState<EvidenceView | null>(null);
  const [opened, setOpened] = useState(false);
  const sentence = boundarySentence(measured.boundary);
  const show = (row: CarriedRow): void => {
    setView(carriedEvidence(row));
    setOpened(true);
  };
  return (
    <Card title="What host mode carries here">
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {carriedRows(arrows, measured.boundary, measured.report === null).map((row) => (
          <li key={row.name}>
            <ButtonBase
              onClick={() => show(row)}
              aria-label={`${row.name}: ${row.look.word}. Show evidence`}
              aria-haspopup="dialog"
              disabled={row.lines.length === 0 && row.reason === null}
              sx={rowSx}
            >
              <Typography component="span" variant="body2">
                {row.name}
              </Typography>
              <ToneChip look={row.look} />
            </ButtonBase>
          </li>
        ))}
      </Box>
      {sentence !== null && (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
          {sentence}
        </Typography>
      )}
      <EvidenceDrawerLazy view={view} opened={opened} onClose={() => setView(null)} />
    </Card>
  );
}

const rowSx = {
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  gap: 1,
  alignItems: 'center',
  width: '100%',
  minHeight: 28,
  px: 0.5,
  borderRadius: 1,
  textAlign: 'left',
  '&:hover': { backgroundColor: 'action.hover' },
  '&:focus-visible': { outline: (theme: Theme) => `2px solid ${theme.palette.primary.main}` },
};
