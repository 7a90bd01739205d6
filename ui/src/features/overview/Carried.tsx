import { Box, ButtonBase, Typography } from '@mui/material';
import { useState } from 'react';
import { Card } from '../../shared/controls/Card.tsx';
import { ToneChip } from '../../shared/controls/ToneChip.tsx';
import type { Measured } from '../../shared/measured/measured.ts';
import type { Arrow } from '../../shared/measured/picture.ts';
import { boundarySentence, carriedEvidence, carriedRows } from './carried-rows.ts';
import type { CarriedRow } from './carried-rows.ts';
import type { EvidenceView } from './evidence/evidence-view.ts';
import { EvidenceDrawerLazy } from './evidence/EvidenceDrawerLazy.tsx';

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
    <Card title="What works in host mode here">
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
};
