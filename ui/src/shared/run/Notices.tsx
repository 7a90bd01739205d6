import { Alert } from '@mui/material';
import { age } from '../controls/names.ts';
import { useNow } from '../page/use-now.ts';
import type { PageState } from './state.ts';

/** Lines to read first: the report's banners, an earlier visit's age, what just happened. */
export function Notices({ state }: { readonly state: PageState }) {
  const { report } = state.measured;
  const remembered = state.status === 'remembered' && report !== null;
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
