import { Typography } from '@mui/material';
import { Card } from '../../shared/controls/Card.tsx';

/** One sentence in place of a picture and a table that would be nothing but "not measured". */
export function NothingMeasured({ reason }: { readonly reason: string }) {
  return (
    <Card title="What was measured">
      <Typography variant="body2">No connection was tested: {reason}.</Typography>
    </Card>
  );
}
