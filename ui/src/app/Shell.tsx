import { Box, Tab, Tabs } from '@mui/material';
import { Suspense } from 'react';
import { Header } from '../components/Header.tsx';
import { ProblemCard } from '../components/ProblemCard.tsx';
import type { PageState } from '../run/state.ts';
import { TABS } from '../tabs.ts';
import { useSurface } from './surface.ts';
import { useHashTab } from './use-hash.ts';
import type { ServiceState } from './use-service.ts';

interface Props {
  readonly state: PageState;
  readonly service: ServiceState;
}

/** Header, tabs, what every page says first, and the page itself. */
export function Shell({ state, service }: Props) {
  const { runner } = useSurface();
  const hash = useHashTab();
  const current = TABS.find((tab) => tab.id === hash) ?? TABS[0];
  return (
    <Box sx={{ minHeight: '100vh', pb: 3 }}>
      <Header state={state} onDiagnose={() => void runner.start()} onCancel={runner.cancel} />
      {TABS.length > 1 && (
        <Tabs
          component="nav"
          value={current.id}
          aria-label="Pages"
          sx={{ px: 3, borderBottom: 1, borderColor: 'divider' }}
        >
          {TABS.map((tab) => (
            <Tab key={tab.id} value={tab.id} label={tab.title} href={`#/${tab.id}`} />
          ))}
        </Tabs>
      )}
      <Box
        component="main"
        sx={{ px: 3, pt: 2, display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}
      >
        <Announcer state={state} />
        {service.problem && (
          <ProblemCard problem={service.problem} onRetry={service.retry} busy={service.busy} />
        )}
        <Suspense fallback={null}>
          <current.Page />
        </Suspense>
      </Box>
    </Box>
  );
}

/** Tells screen readers what is being waited for, and the answer. */
function Announcer({ state }: { readonly state: PageState }) {
  const said =
    state.phase || state.notice || (state.status === 'done' ? state.measured.verdict?.summary : '');
  return (
    <Box
      role="status"
      sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}
    >
      {said}
    </Box>
  );
}
