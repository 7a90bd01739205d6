import { Button, Typography } from '@mui/material';
import { Card } from '../../shared/controls/Card.tsx';

/** Before the first look: what it will do. Claims nothing that was not seen. */
export function NeverLooked({ onLook }: { readonly onLook: () => void }) {
  return (
    <Card title="No ports checked yet">
      <Typography variant="body1" sx={{ mb: 1 }}>
        <code>docker ps</code> does not show the ports of containers in host mode. This does: every socket
        that listens there, its container and process, and whether this computer and your network reach it.
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
        It starts one small container that reads what listens, connects to each TCP port once without sending
        anything, and leaves nothing behind.
      </Typography>
      <Button variant="contained" onClick={onLook}>
        Check the ports
      </Button>
    </Card>
  );
}
