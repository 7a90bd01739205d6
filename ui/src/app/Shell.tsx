import { Box, Tab, Tabs } from '@mui/material';
import { Suspense } from 'react';
import type { KeyboardEvent } from 'react';
import { ProblemCard } from '../shared/controls/ProblemCard.tsx';
import { hashOf } from '../shared/page/place.ts';
import { useSurface } from '../shared/page/surface.ts';
import { goTo, usePlace } from '../shared/page/use-place.ts';
import type { PageState } from '../shared/run/state.ts';
import { Header } from './Header.tsx';
import { PageBoundary } from './PageBoundary.tsx';
import { TABS } from './tabs.ts';
import type { ServiceState } from './use-service.ts';

interface Props {
  readonly state: PageState;
  readonly service: ServiceState;
}

/** Header, tabs, what every page says first, and the page itself. */
export function Shell({ state, service }: Props) {
  const { runner } = useSurface();
  const place = usePlace();
  const current = TABS.find((tab) => tab.id === place.tab) ?? TABS[0];
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
            <Tab
              key={tab.id}
              value={tab.id}
              label={tab.title}
              href={hashOf(tab.id)}
              id={`tab-${tab.id}`}
              aria-controls="page"
              onKeyDown={(event: KeyboardEvent) => {
                // A link takes Enter alone; a tab takes Space as well (WAI-ARIA APG, tabs).
                if (event.key !== ' ') return;
                event.preventDefault();
                goTo(tab.id);
              }}
            />
          ))}
        </Tabs>
      )}
      <Box
        component="main"
        sx={{
          px: 3,
          pt: 2,
          // A line of text across a window of 2560 px is read by nobody.
          maxWidth: 1680,
          mx: 'auto',
          display: 'grid',
          gap: 2,
          gridTemplateColumns: 'minmax(0, 1fr)',
        }}
      >
        <Announcer state={state} />
        {service.problem && (
          <ProblemCard problem={service.problem} onRetry={service.retry} busy={service.busy} />
        )}
        <Box
          id="page"
          role={TABS.length > 1 ? 'tabpanel' : undefined}
          aria-labelledby={TABS.length > 1 ? `tab-${current.id}` : undefined}
          sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}
        >
          <PageBoundary key={current.id} page={current.title}>
            <Suspense fallback={null}>
              <current.Page />
            </Suspense>
          </PageBoundary>
        </Box>
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
