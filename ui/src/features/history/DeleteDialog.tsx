import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { useRef } from 'react';
import { QuietButton } from '../../shared/controls/QuietButton.tsx';
import { useDelete } from './use-history.ts';

interface Props {
  /** The run to delete; null closes the dialog. */
  readonly id: string | null;
  /** When it was. */
  readonly name: string;
  readonly onClose: () => void;
}

/** Asks before a run is deleted: nothing brings it back. */
export function DeleteDialog({ id, name, onClose }: Props) {
  const { mutate, isPending, error, reset } = useDelete();
  const last = useRef(name);
  if (id !== null && name !== '') last.current = name;
  const close = (): void => {
    reset();
    onClose();
  };
  return (
    <Dialog open={id !== null} onClose={close} aria-labelledby="delete-run">
      <DialogTitle id="delete-run">Delete this run?</DialogTitle>
      <DialogContent>
        <DialogContentText color="text.primary">
          The report of {last.current} is removed from this computer. It cannot be brought back.
        </DialogContentText>
        {error && (
          <DialogContentText role="alert" color="text.primary" sx={{ mt: 1, fontWeight: 600 }}>
            It was not deleted: {error.message}
          </DialogContentText>
        )}
      </DialogContent>
      <DialogActions>
        <QuietButton onClick={close} autoFocus>
          Keep it
        </QuietButton>
        <Button
          variant="contained"
          color="error"
          disabled={isPending}
          onClick={() => {
            if (id !== null) mutate(id, { onSuccess: close });
          }}
        >
          {error ? 'Try again' : 'Delete'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
