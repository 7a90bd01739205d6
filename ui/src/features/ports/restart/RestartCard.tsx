import { Alert, Box, Typography } from '@mui/material';
import { useState } from 'react';
import type { Forgotten } from '@hostnet/core/listening';
import { Card } from '../../../shared/controls/Card.tsx';
import { ProblemCard } from '../../../shared/controls/ProblemCard.tsx';
import { QuietButton } from '../../../shared/controls/QuietButton.tsx';
import { Mark } from '../../../shared/controls/ToneChip.tsx';
import { RestartDialog } from '../../../shared/restart/RestartDialog.tsx';
import { JobProgress } from '../look/JobProgress.tsx';
import { portsProblem } from '../ports-problem.ts';
import { portsText } from './after-restart.ts';
import type { useRestart } from './use-restart.ts';

interface Props {
  readonly forgotten: readonly Forgotten[];
  readonly job: ReturnType<typeof useRestart>;
}

const FORGOTTEN = { mark: '✕', word: 'forgotten', tone: 'bad' } as const;

/** Containers that the forwarder forgot, as after a restart of the engine, and the button that brings each back. */
export function RestartCard({ forgotten, job }: Props) {
  const [asked, setAsked] = useState<Forgotten | null>(null);
  const { data, busy, error } = job;
  if (forgotten.length === 0 && !busy && !data && !error) return null;
  return (
    <Card title="Restart guard">
      {!busy &&
        forgotten.map((one) => (
          <Box key={one.container.id} sx={{ display: 'flex', gap: 2, alignItems: 'center', mb: 1 }}>
            <Typography variant="body2" sx={{ flex: 1, overflowWrap: 'anywhere' }}>
              <Mark look={FORGOTTEN} /> <b>{one.container.name}</b> listens on {portsText(one.ports)}. Docker
              no longer forwards connections to it; this can happen after the engine restarts.
            </Typography>
            <QuietButton variant="outlined" size="small" onClick={() => setAsked(one)} aria-haspopup="dialog">
              Restart {one.container.name}…
            </QuietButton>
          </Box>
        ))}
      {busy && <JobProgress job={job} />}
      {error && (
        <ProblemCard
          problem={portsProblem(error, 'The container could not be restarted')}
          onRetry={() => forgotten[0] && setAsked(forgotten[0])}
          busy={busy}
        />
      )}
      {data && !busy && !error && (
        <Alert
          severity={data.restarted.state === 'answers' ? 'success' : 'warning'}
          variant="outlined"
          role="status"
          sx={{ py: 0 }}
        >
          {data.restarted.sentence}
        </Alert>
      )}
      <RestartDialog
        name={asked?.container.name ?? null}
        then={asked ? `Then ${portsText(asked.ports)} will be measured again.` : ''}
        onClose={() => setAsked(null)}
        onRestart={() => {
          setAsked(null);
          if (asked) job.start(asked);
        }}
      />
    </Card>
  );
}
