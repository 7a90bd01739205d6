import { Alert } from '@mui/material';

/** Files of the history that were no reports: set aside by the service, never deleted. Nothing where there are none. */
export function DamagedNote({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <Alert severity="warning">
      {names.length === 1 ? 'A stored report was damaged' : 'Stored reports were damaged'} and set aside in
      the folder “damaged” of the history: {names.join(', ')}.
    </Alert>
  );
}
