import { Box, Button, Typography } from '@mui/material';
import { Card } from '../../shared/controls/Card.tsx';
import { Command } from '../../shared/controls/Command.tsx';

interface Example {
  readonly title: string;
  readonly first: string;
  readonly then: string;
  readonly where: string;
}

/** The examples of Docker's own page on the host network driver, ready to paste. */
const EXAMPLES: readonly Example[] = [
  {
    title: 'From this computer to a container',
    first: 'docker run --rm -it --network host nicolaka/netshoot nc -lkv 0.0.0.0 8000',
    where: 'Then in a terminal of this computer; what you type appears in the container:',
    then: 'nc localhost 8000',
  },
  {
    title: 'From a container to this computer',
    first: 'docker run --rm -it --network host nicolaka/netshoot',
    where: 'Then inside it, with a server on port 80 of this computer:',
    then: 'nc localhost 80',
  },
];

/** Before the first run: what host networking is, how to try it, and what Diagnose will do. Claims nothing that was not measured. */
export function EmptyState({ onDiagnose }: { readonly onDiagnose: () => void }) {
  return (
    <Card title="Nothing measured yet">
      <Typography variant="body1" sx={{ mb: 1 }}>
        With <code>--network host</code> a container and this computer share <b>localhost</b>: what the
        container listens on is reachable here, and what listens here is reachable in the container. No{' '}
        <code>-p</code> is needed.
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
        Diagnose starts one small container, sends TCP and UDP both ways over every local address, and shows
        which of them were answered. It takes a few seconds and leaves nothing behind.
      </Typography>
      <Button variant="contained" onClick={onDiagnose}>
        Diagnose this computer
      </Button>
      <Typography component="h3" variant="subtitle2" sx={{ mt: 3 }}>
        To try it by hand
      </Typography>
      <Box
        sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(400px, 1fr))', mt: 1 }}
      >
        {EXAMPLES.map((example) => (
          <Box key={example.title} sx={{ minWidth: 0 }}>
            <Typography component="h4" variant="body2" sx={{ fontWeight: 600 }}>
              {example.title}
            </Typography>
            <Command text={example.first} />
            <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
              {example.where}
            </Typography>
            <Command text={example.then} />
          </Box>
        ))}
      </Box>
    </Card>
  );
}
