import { Alert } from '@mui/material';
import { age } from '../controls/names.ts';
import { useNow } from '../page/use-now.ts';
import type { PageState } from './state.ts';

interface Props {
  readonly state: PageState;
  /** Whether a result of an earlier visit is told here, with its age; not where the page tells it elsewhere. */
  readonly remembered?: boolean;
}

/** Lines to read first: the report's banners, an earlier visit's age, what just happened. */
export function Notices({ state, remembered: tells = true }: Props) {
  const { report } = state.measured;
  const remembered = tells && state.status === 'remembered' && report !== null;
  const now = useNow(remembered);
  const lines = [
    ...(state.notice === '' ? [] : [state.notice]),
    ...(remembered
      ? [
          `This is the result of an earlier run, ${age(now - Date.parse(report.startedAt))}. Diagnose to measure now.`,
        ]
      : []),
    ...(report?.banners ?? []),
  ];
  return (
    <>
      {lines.map((line) => (
        <Alert key={line} severity="info" variant="outlined" role="note" sx={{ py: 0 }}>
          {line}
        </Alert>
      ))}
    </>
  );
}
