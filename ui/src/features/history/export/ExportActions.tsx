import { Button, DialogActions, Typography } from '@mui/material';
import { useState } from 'react';
import { QuietButton } from '../../../shared/controls/QuietButton.tsx';
import { useSurface } from '../../../shared/page/surface.ts';
import type { LeavingView } from './exported.ts';
import { saveAs } from './save-as.ts';

interface Props {
  /** null while there is nothing to copy. */
  readonly view: LeavingView | null;
  readonly onClose: () => void;
}

/**
 * Copy first: that an extension's page can save a file is not documented for Docker Desktop, so saving says what to do
 * when nothing happens.
 */
export function ExportActions({ view, onClose }: Props) {
  const { copy } = useSurface();
  const [said, setSaid] = useState('');
  const onCopy = (): void => {
    if (!view) return;
    copy(view.text).then(
      () => setSaid('Copied.'),
      () => setSaid('It could not be copied. Save it, or select the text above.'),
    );
  };
  const onSave = (): void => {
    if (!view) return;
    saveAs(view);
    setSaid(`Saving ${view.fileName}. If nothing happens, this Docker Desktop saves no files: copy it.`);
  };
  return (
    <DialogActions>
      <Typography variant="body2" role="status" sx={{ flex: 1, px: 2 }}>
        {said}
      </Typography>
      <QuietButton onClick={onClose}>Close</QuietButton>
      <QuietButton onClick={onSave} disabled={!view}>
        Save
      </QuietButton>
      <Button variant="contained" onClick={onCopy} disabled={!view}>
        Copy
      </Button>
    </DialogActions>
  );
}
