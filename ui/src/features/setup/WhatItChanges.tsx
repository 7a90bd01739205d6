import { Box, Typography } from '@mui/material';
import { Card } from '../../shared/controls/Card.tsx';
import type { SetupStep } from './steps/step-list.ts';

interface Props {
  readonly known: readonly SetupStep[];
}

/** What turning it on means for this computer. */
export function WhatItChanges({ known }: Props) {
  const blocked = known.some((step) => step.blocked);
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Card title="What it changes">
        <Typography variant="body2">
          Containers started with <code>--network host</code> share <b>localhost</b> with this computer. Other
          containers are not touched.
        </Typography>
        <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
          A server that listens on 0.0.0.0 in host mode is then open to your network as well. One that listens
          on 127.0.0.1 stays on this computer.
        </Typography>
      </Card>
      {!blocked && known.length > 0 && (
        <Card title="The box cannot be ticked?">
          <Typography variant="body2" color="text.secondary">
            Then your company may have locked it. A policy from Docker’s cloud leaves no file on this
            computer, so it cannot always be seen from here.
          </Typography>
        </Card>
      )}
    </Box>
  );
}
