import { Box, Button, Typography } from '@mui/material';
import type { Report } from '@hostnet/core';
import { CopyButton } from '../shared/controls/CopyButton.tsx';
import { NOT_ASKED, PENDING, verdictLook } from '../shared/controls/looks.ts';
import { age, took } from '../shared/controls/names.ts';
import { ToneChip } from '../shared/controls/ToneChip.tsx';
import { useNow } from '../shared/page/use-now.ts';
import { Phase } from '../shared/run/Phase.tsx';
import type { PageState } from '../shared/run/state.ts';

interface Props {
  readonly state: PageState;
  readonly onDiagnose: () => void;
  readonly onCancel: () => void;
}

/** The second click of a double click on Diagnose lands on Cancel, which stands in its place: for so long after the start, in ms, it does nothing. */
const SECOND_CLICK_MS = 500;

/** Title, verdict, last run, its report to copy, and the one button that starts or cancels. Stays in sight while the page scrolls. */
export function Header({ state, onDiagnose, onCancel }: Props) {
  const busy = state.status === 'running' || state.status === 'stopping';
  const cancel = (): void => {
    if (Math.abs(Date.now() - (state.startedAtMs ?? 0)) >= SECOND_CLICK_MS) onCancel();
  };
  return (
    <Box
      component="header"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        px: 3,
        py: 1,
        flexWrap: 'wrap',
        position: 'sticky',
        top: 0,
        zIndex: 'appBar',
        backgroundColor: 'background.default',
      }}
    >
      <Logo />
      <Typography component="h1" variant="h5" sx={{ fontWeight: 600 }}>
        Host Networking
      </Typography>
      <VerdictChip state={state} />
      <Box sx={{ flex: 1 }} />
      {busy ? <Phase state={state} /> : <LastRun state={state} />}
      {state.measured.report && !busy && <CopyReport report={state.measured.report} />}
      {busy ? (
        <Button
          variant="outlined"
          onClick={cancel}
          disabled={state.status === 'stopping'}
          aria-keyshortcuts="Escape"
        >
          {state.status === 'stopping' ? 'Cancelling…' : 'Cancel (Esc)'}
        </Button>
      ) : (
        <Button variant="contained" onClick={onDiagnose}>
          Diagnose
        </Button>
      )}
    </Box>
  );
}

function VerdictChip({ state }: { readonly state: PageState }) {
  const { verdict } = state.measured;
  if (verdict) return <ToneChip look={verdictLook(verdict.verdict)} />;
  if (state.status === 'running') return <ToneChip look={PENDING} text="Measuring" />;
  return <ToneChip look={NOT_ASKED} text="Not measured" />;
}

/** Copies what the export of History copies as Markdown: redacted, ready to paste into an issue. */
function CopyReport({ report }: { readonly report: Report }) {
  const text = async (): Promise<string> => {
    const { exportReport } = await import('@hostnet/core/report');
    return exportReport(report, 'markdown').text;
  };
  return <CopyButton label="Copy report" text={text} variant="outlined" />;
}

function LastRun({ state }: { readonly state: PageState }) {
  const { report } = state.measured;
  const now = useNow(report !== null);
  if (!report) return null;
  const when = age(now - Date.parse(report.startedAt) - report.durationMs);
  return (
    <Typography variant="body2" color="text.secondary">
      Tested {when} (took {took(report.durationMs)})
    </Typography>
  );
}

function Logo() {
  return (
    <Box
      component="svg"
      viewBox="0 0 28 28"
      aria-hidden
      sx={{ width: 28, height: 28, color: 'primary.main' }}
    >
      <g fill="none" stroke="currentColor" strokeWidth="2">
        <rect x="2" y="4" width="24" height="20" rx="4" />
        <path d="M7 11h12m-3-3 3 3-3 3M21 18H9m3-3-3 3 3 3" />
      </g>
    </Box>
  );
}
