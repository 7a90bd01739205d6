import { Button, Typography } from '@mui/material';
import { Card } from '../../shared/controls/Card.tsx';
import { useSurface } from '../../shared/page/surface.ts';

/** Before the first run: what will stand here. */
export function NoRuns() {
  const { runner } = useSurface();
  return (
    <Card title="No past runs yet">
      <Typography variant="body2" sx={{ mb: 1.5 }}>
        Each diagnosis is kept here, the newest 200 of them, on this computer alone. Two of them can be
        compared: what changed since an update of Docker Desktop, for instance. One can be exported for an
        issue tracker, without your addresses and names.
      </Typography>
      <Button variant="contained" onClick={() => void runner.start()}>
        Diagnose this computer
      </Button>
    </Card>
  );
}
