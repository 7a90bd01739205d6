import { Typography } from '@mui/material';
import { useState } from 'react';
import { Card } from '../../shared/controls/Card.tsx';
import { ProblemCard } from '../../shared/controls/ProblemCard.tsx';
import { useNow } from '../../shared/page/use-now.ts';
import { ChangesDrawer } from './ChangesDrawer.tsx';
import { DamagedNote } from './DamagedNote.tsx';
import { DeleteDialog } from './DeleteDialog.tsx';
import { ExportDialog } from './export/ExportDialog.tsx';
import { historyProblem } from './history-problem.ts';
import { NoRuns } from './NoRuns.tsx';
import { ReportDrawer } from './ReportDrawer.tsx';
import { runRows, toggled } from './runs.ts';
import type { Choice } from './runs.ts';
import { RunsTable } from './RunsTable.tsx';
import { useRuns } from './use-history.ts';
import { VerdictStrip } from './VerdictStrip.tsx';

/** What is open beside the list. */
type Open =
  | { readonly kind: 'report' | 'export' | 'delete'; readonly id: string }
  | { readonly kind: 'changes'; readonly ids: readonly [string, string] }
  | null;

/** Past runs: open, compare, export, delete. */
export function History() {
  const runs = useRuns();
  const now = useNow(true, 60_000);
  const [choice, setChoice] = useState<Choice>([]);
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  const rows = runRows(runs.data?.reports ?? [], now);
  const chosen = choice.filter((id) => rows.some((row) => row.id === id));
  const idOf = (kind: 'report' | 'export' | 'delete') => (open?.kind === kind ? open.id : null);
  const nameOf = (id: string | null) => rows.find((row) => row.id === id)?.when ?? '';
  const compare = (): void => {
    const [one, other] = chosen;
    if (one !== undefined && other !== undefined) setOpen({ kind: 'changes', ids: [one, other] });
  };
  return (
    <>
      {runs.error && (
        <ProblemCard
          problem={historyProblem('Past runs cannot be listed', runs.error)}
          onRetry={() => void runs.refetch()}
          busy={runs.isFetching}
        />
      )}
      {runs.isPending && <Typography variant="body2">Loading past runs…</Typography>}
      {runs.data && <DamagedNote names={runs.data.damaged} />}
      {runs.data?.reports.length === 0 && <NoRuns />}
      {rows.length > 0 && (
        <Card title="Past runs">
          <VerdictStrip rows={rows} />
          <RunsTable
            rows={rows}
            choice={chosen}
            onToggle={(id) => setChoice(toggled(chosen, id))}
            onCompare={compare}
            onOpen={(kind, id) => setOpen({ kind, id })}
          />
        </Card>
      )}
      <ReportDrawer id={idOf('report')} name={nameOf(idOf('report'))} onClose={close} />
      <ChangesDrawer ids={open?.kind === 'changes' ? open.ids : null} onClose={close} />
      <ExportDialog id={idOf('export')} onClose={close} />
      <DeleteDialog id={idOf('delete')} name={nameOf(idOf('delete'))} onClose={close} />
    </>
  );
}
