import { Dialog, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useMemo, useRef, useState } from 'react';
import type { ExportFormat } from '@hostnet/core/report';
import { ReadingProblem } from '../ReadingProblem.tsx';
import { useReport } from '../use-history.ts';
import { ExportActions } from './ExportActions.tsx';
import { leavingView } from './exported.ts';
import { Preview } from './ExportPreview.tsx';
import { FormatChoice } from './FormatChoice.tsx';

interface Props {
  /** The run to export; null closes the dialog. */
  readonly id: string | null;
  readonly onClose: () => void;
}

/** Exactly what leaves, what was removed before, and two ways out: copy and save. */
export function ExportDialog({ id, onClose }: Props) {
  const last = useRef(id);
  // While it fades out it keeps what it showed.
  if (id !== null) last.current = id;
  const { data, error, isFetching, refetch } = useReport(last.current);
  const [format, setFormat] = useState<ExportFormat>('markdown');
  const view = useMemo(() => (data ? leavingView(data, format) : null), [data, format]);
  return (
    <Dialog open={id !== null} onClose={onClose} maxWidth="md" fullWidth aria-labelledby="export-run">
      <DialogTitle id="export-run">Export this run</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Typography variant="body2">
          Nothing is uploaded. The report leaves only when you copy or save it, and holds what you see here:
          addresses, names and paths are replaced by tokens, the same one for the same thing.
        </Typography>
        <ReadingProblem error={error} busy={isFetching} onRetry={() => void refetch()} />
        <FormatChoice format={format} onFormat={setFormat} />
        {view && <Preview view={view} />}
      </DialogContent>
      <ExportActions view={view} onClose={onClose} />
    </Dialog>
  );
}
