import { Box, LinearProgress, Snackbar, TextField, Typography } from '@mui/material';
import { lazy, Suspense, useDeferredValue, useMemo, useState } from 'react';
import type { PortsReport } from '@hostnet/core/listening';
import { Card } from '../../../shared/controls/Card.tsx';
import { age, took } from '../../../shared/controls/names.ts';
import { QuietButton } from '../../../shared/controls/QuietButton.tsx';
import { useSurface } from '../../../shared/page/surface.ts';
import { useNow } from '../../../shared/page/use-now.ts';
import { label } from '../field-styles.ts';
import { filterRows } from './filter-rows.ts';
import { gridRows } from './grid-rows.ts';
import type { GridRow } from './grid-rows.ts';
import { headlineOf } from './headline.ts';
import { NothingListens } from './NothingListens.tsx';
import type { RowActions } from './RowMenu.tsx';

/** The grid is a part of its own: the question above it need not wait for it. */
const ListenersGrid = lazy(async () => ({ default: (await import('./ListenersGrid.tsx')).ListenersGrid }));

interface Props {
  readonly report: PortsReport;
  readonly busy: boolean;
  readonly filter: string;
  readonly onFilter: (text: string) => void;
  readonly onRefresh: () => void;
  readonly onExplain: (row: GridRow) => void;
}

/** All that listens in host mode, and how old that is. */
export function ListenersCard({ report, busy, filter, onFilter, onRefresh, onExplain }: Props) {
  const [said, setSaid] = useState('');
  const actions = useActions(onExplain, setSaid);
  const rows = useMemo(() => gridRows(report), [report]);
  const text = useDeferredValue(filter);
  const shown = useMemo(() => filterRows(rows, text), [rows, text]);
  const { title, owners, blind } = headlineOf(report);
  return (
    <Card title={title}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap', mb: 1.5 }}>
        {rows.length > 0 && (
          <TextField
            id="ports-filter"
            label="Filter"
            size="small"
            value={filter}
            onChange={(event) => onFilter(event.target.value)}
            autoComplete="off"
            sx={{ ...label, width: 220 }}
          />
        )}
        <Typography variant="body2" color="text.secondary" sx={{ flex: 1 }} role="status">
          {text.trim() === '' ? '' : `${shown.length} of ${rows.length} shown`}
        </Typography>
        <Age report={report} />
        <QuietButton variant="outlined" size="small" onClick={onRefresh} disabled={busy}>
          Refresh
        </QuietButton>
      </Box>
      {blind !== null && <Typography variant="body2">{blind}</Typography>}
      {owners !== null && (
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          {owners}
        </Typography>
      )}
      {blind === null && rows.length === 0 && <NothingListens />}
      {rows.length > 0 && (
        <Suspense fallback={<LinearProgress aria-label="Loading the list" />}>
          <ListenersGrid rows={shown} actions={actions} />
        </Suspense>
      )}
      <Snackbar
        open={said !== ''}
        message={said}
        autoHideDuration={3000}
        onClose={() => setSaid('')}
        slotProps={{ clickAwayListener: { mouseEvent: false, touchEvent: false } }}
      />
    </Card>
  );
}

function Age({ report }: { readonly report: PortsReport }) {
  const now = useNow(true);
  return (
    <Typography variant="body2" color="text.secondary">
      Checked {age(now - Date.parse(report.startedAt) - report.durationMs)} (took {took(report.durationMs)})
    </Typography>
  );
}

/** What the menu of a row does, and what it says afterwards. */
function useActions(onExplain: (row: GridRow) => void, say: (text: string) => void): RowActions {
  const { app, copy, openExternal, showContainer } = useSurface();
  return useMemo(() => {
    const failed = (what: string) => (error: unknown) =>
      say(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    return {
      copy: (row) => void copy(row.copy).then(() => say(`Copied ${row.copy}`), failed('Could not copy')),
      open: ({ url }) => url !== null && openExternal(url),
      show:
        app === 'docker-desktop'
          ? ({ containerId }) =>
              containerId !== null && void showContainer(containerId).catch(failed('Could not show it'))
          : null,
      explain: onExplain,
    };
  }, [app, copy, openExternal, showContainer, onExplain, say]);
}
