import { Button, Typography } from '@mui/material';
import { EXAMPLE_COMMAND } from '../model/findings.ts';
import { Card } from './Card.tsx';
import { Command } from './Command.tsx';

/** Before the first run: what host networking is, how to try it, and what Diagnose will do. Claims nothing that was not measured. */
export function EmptyState({ onDiagnose }: { readonly onDiagnose: () => void }) {
  return (
    <Card title="Nothing measured yet">
      <Typography variant="body1" sx={{ mb: 1 }}>
        With <code>--network host</code> a container and this computer share <b>localhost</b>: what the
        container listens on is reachable here, and what listens here is reachable in the container. No{' '}
        <code>-p</code> is needed.
      </Typography>
      <Typography variant="body2" color="text.secondary">
        A server to try it with; it then answers at http://localhost on this computer:
      </Typography>
      <Command text={EXAMPLE_COMMAND} />
      <Typography variant="body2" color="text.secondary" sx={{ mt: 2, mb: 1.5 }}>
        Diagnose starts one small container, sends TCP and UDP both ways over every local address, and shows
        which of them were answered. It takes a few seconds and leaves nothing behind.
      </Typography>
      <Button variant="contained" onClick={onDiagnose}>
        Diagnose this computer
      </Button>
    </Card>
  );
}
