import { Box, Typography } from '@mui/material';
import { useRef } from 'react';
import type { Report } from '@hostnet/core';
import { verdictLook } from '../../shared/controls/looks.ts';
import { SideDrawer } from '../../shared/controls/SideDrawer.tsx';
import { ToneChip } from '../../shared/controls/ToneChip.tsx';
import { Findings } from '../../shared/findings/Findings.tsx';
import { installationOf } from '../../shared/measured/installation-lines.ts';
import { Installation } from '../../shared/measured/Installation.tsx';
import { laneTableOf } from '../../shared/measured/lane-table.ts';
import { fromReport } from '../../shared/measured/measured.ts';
import { LaneSummary } from './LaneSummary.tsx';
import { ReadingProblem } from './ReadingProblem.tsx';
import { useReport } from './use-history.ts';

interface Props {
  /** The run shown; null closes the drawer. */
  readonly id: string | null;
  /** When it was. */
  readonly name: string;
  readonly onClose: () => void;
}

/** One past run: its verdict, lanes, findings, and the installation it was made on. */
export function ReportDrawer({ id, name, onClose }: Props) {
  const last = useRef({ id, name });
  // While it slides out it keeps what it showed.
  if (id !== null) last.current = { id, name };
  const report = useReport(id ?? last.current.id);
  return (
    <SideDrawer open={id !== null} title={`Run of ${last.current.name}`} titleId="past-run" onClose={onClose}>
      <ReadingProblem error={report.error} busy={report.isFetching} onRetry={() => void report.refetch()} />
      {report.isLoading && <Typography variant="body2">Reading the report…</Typography>}
      {report.data && <ReportView report={report.data} />}
    </SideDrawer>
  );
}

function ReportView({ report }: { readonly report: Report }) {
  const measured = fromReport(report);
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Typography variant="body1">
        <ToneChip look={verdictLook(report.verdict)} /> {report.summary}
      </Typography>
      {report.banners.map((banner) => (
        <Typography key={banner} variant="body2">
          {banner}
        </Typography>
      ))}
      <LaneSummary table={laneTableOf(measured)} />
      <Findings findings={report.findings} />
      <Installation lines={installationOf(report.facts, report.verdict)} />
    </Box>
  );
}
