import { Button, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useSurface } from '../../shared/page/surface.ts';
import { RestartDialog } from '../../shared/restart/RestartDialog.tsx';
import type { Restartable } from './action.ts';

interface Props {
  readonly container: Restartable;
  /** Measures anew: what was said before the restart holds no longer. */
  readonly onRestarted: () => void;
}

/** Restarts the container that the remedy names, after a question, and measures again. */
export function RestartAction({ container, onRestarted }: Props) {
  const { ports } = useSurface();
  const [asked, setAsked] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => ports().engine.restart(container.id, new AbortController().signal),
    onSuccess: onRestarted,
  });
  return (
    <>
      <Button
        variant="contained"
        disabled={isPending}
        aria-haspopup="dialog"
        onClick={() => setAsked(true)}
        sx={{ overflowWrap: 'anywhere' }}
      >
        {isPending ? `Restarting ${container.name}…` : `Restart ${container.name}…`}
      </Button>
      {error && (
        <Typography variant="body2" role="alert" sx={{ flexBasis: '100%' }}>
          {container.name} could not be restarted: {error.message}
        </Typography>
      )}
      <RestartDialog
        name={asked ? container.name : null}
        then="Then everything is measured again."
        onClose={() => setAsked(false)}
        onRestart={() => {
          setAsked(false);
          mutate();
        }}
      />
    </>
  );
}
