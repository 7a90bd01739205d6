import { Box, Typography } from '@mui/material';
import { useNow } from '../page/use-now.ts';
import type { PageState } from './state.ts';

/** What is being waited for; after a second also for how long. The place of the words is as wide whatever they are. */
export function Phase({ state }: { readonly state: PageState }) {
  const now = useNow(true, 500);
  const seconds = state.startedAtMs === null ? 0 : (now - state.startedAtMs) / 1000;
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ minWidth: 260 }}>
        {state.phase}…{seconds >= 1 ? ` ${Math.floor(seconds)} s` : ''}
      </Typography>
      <Box role="progressbar" aria-label={state.phase} sx={barSx} />
    </>
  );
}

/** MUI's bar moves by its edges, which the browser counts as a layout that shifts; this one is moved as a picture. */
const barSx = {
  position: 'absolute',
  left: 0,
  right: 0,
  bottom: 0,
  height: 3,
  overflow: 'hidden',
  '&::after': {
    content: '""',
    position: 'absolute',
    inset: 0,
    backgroundColor: 'primary.main',
    forcedColorAdjust: 'none',
    transformOrigin: 'left',
    animation: 'hostnet-bar 1.6s ease-in-out infinite',
  },
  '@keyframes hostnet-bar': {
    from: { transform: 'translateX(-40%) scaleX(0.4)' },
    to: { transform: 'translateX(100%) scaleX(0.4)' },
  },
};
