import { Box, Button, Typography } from '@mui/material';
import { QuietButton } from '../../../shared/controls/QuietButton.tsx';
import { ToneChip } from '../../../shared/controls/ToneChip.tsx';
import { goTo } from '../../../shared/page/use-place.ts';
import { TryIt } from '../../../shared/success/TryIt.tsx';
import type { Proof } from './proof-view.ts';

interface Props {
  readonly proof: Proof;
  /** Shows the proof's own title too: outside the stepper. */
  readonly titled?: boolean;
  readonly onMeasure: () => void;
}

/** What was proven, each direction and transport by itself; when it failed, the way to what mends it. */
export function ProofBody({ proof, titled = false, onMeasure }: Props) {
  const { finding } = proof;
  return (
    <Box sx={{ pb: 1 }} aria-live="polite">
      {titled && (
        <Typography component="h3" variant="subtitle1" sx={{ fontWeight: 600 }}>
          <ToneChip look={proof.look} text={proof.title} />
        </Typography>
      )}
      <Typography variant="body2" sx={{ maxWidth: '70ch' }}>
        {proof.text}
      </Typography>
      {proof.lines.length > 0 && (
        <Box component="ul" aria-label="What was measured" sx={listSx}>
          {proof.lines.map((line) => (
            <li key={line.id}>
              <Typography component="span" variant="body2">
                {line.way}
              </Typography>
              <ToneChip look={line} />
              <Typography component="span" variant="caption" color="text.secondary">
                {line.detail}
              </Typography>
            </li>
          ))}
        </Box>
      )}
      {proof.state === 'proven' && <TryIt ports={proof.ports} />}
      <Box sx={{ display: 'flex', gap: 1, mt: 1.5, flexWrap: 'wrap' }}>
        {finding && (
          <Button
            variant="contained"
            size="small"
            onClick={() => goTo('overview', { finding: finding.code })}
          >
            How to fix it
          </Button>
        )}
        {proof.state !== 'measuring' && proof.state !== 'later' && (
          <QuietButton size="small" variant="outlined" onClick={onMeasure}>
            {proof.state === 'open' ? 'Measure' : 'Measure again'}
          </QuietButton>
        )}
      </Box>
    </Box>
  );
}

const listSx = {
  m: 0,
  mt: 1,
  p: 0,
  listStyle: 'none',
  '& li': {
    display: 'grid',
    gridTemplateColumns: 'minmax(170px, 200px) auto minmax(0, 1fr)',
    gap: 1.5,
    alignItems: 'center',
    py: 0.5,
  },
};
