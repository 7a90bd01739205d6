import { Typography } from '@mui/material';
import { Command } from '../../../shared/controls/Command.tsx';

/** The listener of Docker's own page on the host network driver. */
const EXAMPLE_LISTENER = 'docker run --rm -it --network host nicolaka/netshoot nc -lkv 0.0.0.0 8000';

/** An empty list that teaches: a container that listens, ready to paste. */
export function NothingListens() {
  return (
    <>
      <Typography variant="body2">
        Nothing listens in host mode. Start a container that does, then refresh:
      </Typography>
      <Command text={EXAMPLE_LISTENER} />
    </>
  );
}
