import { Box, LinearProgress, Typography } from '@mui/material';
import { QuietButton } from '../../../shared/controls/QuietButton.tsx';
import { useNow } from '../../../shared/page/use-now.ts';
import type { Job } from './use-job.ts';

interface Props {
  readonly job: Pick<Job<never, unknown>, 'phase' | 'startedAtMs' | 'cancel'>;
  /** How much is done, 0 to 100; without it only that something is. */
  readonly percent?: number;
}

/** What is being waited for, after a second also for how long, and the way out. */
export function JobProgress({ job, percent }: Props) {
  const now = useNow(true, 500);
  const seconds = Math.floor((now - job.startedAtMs) / 1000);
  const progress = percent === undefined ? {} : { variant: 'determinate' as const, value: percent };
  return (
    <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', mt: 1 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2" role="status" sx={{ mb: 0.75 }}>
          {job.phase}…
          <span aria-hidden>
            {percent === undefined ? '' : ` ${Math.floor(percent)} %`}
            {seconds >= 1 ? ` ${seconds} s` : ''}
          </span>
        </Typography>
        <LinearProgress aria-label={job.phase} {...progress} />
      </Box>
      <QuietButton variant="outlined" size="small" onClick={job.cancel} aria-keyshortcuts="Escape">
        Cancel (Esc)
      </QuietButton>
    </Box>
  );
}
