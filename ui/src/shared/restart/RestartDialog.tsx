import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { useRef } from 'react';
import { QuietButton } from '../controls/QuietButton.tsx';

interface Props {
  /** Name of the container; null closes the dialog. */
  readonly name: string | null;
  /** What is measured once it runs again, as a sentence. */
  readonly then: string;
  readonly onClose: () => void;
  readonly onRestart: () => void;
}

/** Asks before a container is restarted, and tells what that breaks. */
export function RestartDialog({ name, then, onClose, onRestart }: Props) {
  const last = useRef(name);
  // While it fades out it keeps what it showed.
  if (name !== null) last.current = name;
  const shown = last.current ?? '';
  return (
    <Dialog
      open={name !== null}
      onClose={onClose}
      aria-labelledby="restart-title"
      aria-describedby="restart-text"
    >
      <DialogTitle id="restart-title">Restart {shown}?</DialogTitle>
      <DialogContent>
        <DialogContentText id="restart-text">{restartWarning(shown, then)}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <QuietButton onClick={onClose} autoFocus>
          Leave it
        </QuietButton>
        <Button variant="contained" onClick={onRestart}>
          Restart
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Returns what a person must know before a container is restarted. */
function restartWarning(name: string, then: string): string {
  return `${name} stops and starts again. Every connection to it breaks, and what it holds in memory alone is lost. ${then}`;
}
