import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Typography,
} from '@mui/material';
import { useState } from 'react';
import type { Forgotten } from '@hostnet/core/listening';
import { Card } from '../../../shared/controls/Card.tsx';
import { ProblemCard } from '../../../shared/controls/ProblemCard.tsx';
import { QuietButton } from '../../../shared/controls/QuietButton.tsx';
import { Mark } from '../../../shared/controls/ToneChip.tsx';
import { JobProgress } from '../look/JobProgress.tsx';
import { portsProblem } from '../ports-problem.ts';
import { portsText, restartWarning } from './after-restart.ts';
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
        asked={asked}
        onClose={() => setAsked(null)}
        onRestart={(one) => {
          setAsked(null);
          job.start(one);
        }}
      />
    </Card>
  );
}

interface DialogProps {
  readonly asked: Forgotten | null;
  readonly onClose: () => void;
  readonly onRestart: (one: Forgotten) => void;
}

/** Asks before anything stops. */
function RestartDialog({ asked, onClose, onRestart }: DialogProps) {
  return (
    <Dialog
      open={asked !== null}
      onClose={onClose}
      aria-labelledby="restart-title"
      aria-describedby="restart-text"
    >
      <DialogTitle id="restart-title">Restart {asked?.container.name}?</DialogTitle>
      <DialogContent>
        <DialogContentText id="restart-text">{asked && restartWarning(asked)}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <QuietButton onClick={onClose} autoFocus>
          Leave it
        </QuietButton>
        <Button variant="contained" onClick={() => asked && onRestart(asked)}>
          Restart
        </Button>
      </DialogActions>
    </Dialog>
  );
}
