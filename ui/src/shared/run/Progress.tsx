import { LinearProgress, Typography, Box } from '@mui/material';
import { useNow } from '../page/use-now.ts';
import type { PageState } from './state.ts';

/** What is being waited for; after a second also for how long. */
export function Progress({ state }: { readonly state: PageState }) {
  const now = useNow(true, 500);
  const seconds = state.startedAtMs === null ? 0 : (now - state.startedAtMs) / 1000;
  return (
    <Box>
      <Typography variant="body2" sx={{ mb: 0.75 }}>
        {state.phase}…{seconds >= 1 ? ` ${Math.floor(seconds)} s` : ''}
      </Typography>
      <LinearProgress aria-label={state.phase} />
    </Box>
  );
}
