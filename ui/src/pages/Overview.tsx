import { Box } from '@mui/material';
import { useEffect, useSyncExternalStore } from 'react';
import { useSurface } from '../app/surface.ts';
import { keepQuery, usePlace } from '../app/use-place.ts';
import { Carried } from '../components/Carried.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { DifferenceNote } from '../components/DifferenceNote.tsx';
import { findingId } from '../components/FindingItem.tsx';
import { Findings } from '../components/Findings.tsx';
import { FirstVisit } from '../components/FirstVisit.tsx';
import { Installation } from '../components/Installation.tsx';
import { Notices } from '../components/Notices.tsx';
import { ProblemCard } from '../components/ProblemCard.tsx';
import { Progress } from '../components/Progress.tsx';
import { VerdictBanner } from '../components/VerdictBanner.tsx';
import { installationOf } from '../model/installation.ts';
import { pictureOf } from '../model/picture.ts';
import { problemInFacts } from '../model/problems.ts';
import { MeasuredCard } from './MeasuredCard.tsx';

/** The first page: the answer, what was measured, and what to do. */
export function Overview() {
  const { runner } = useSurface();
  const state = useSyncExternalStore(runner.subscribe, runner.state);
  const { measured } = state;
  const { finding } = usePlace().query;
  const found = finding !== undefined && measured.findings.some((one) => one.code === finding);
  useEffect(() => {
    if (!found) return;
    showFinding(finding);
    // Once is enough: a later run does not move the page.
    keepQuery({});
  }, [found, finding]);
  const start = (): void => void runner.start();
  const busy = state.status === 'running' || state.status === 'stopping';
  if (state.status === 'idle') {
    return (
      <>
        <Notices state={state} />
        <FirstVisit />
        <EmptyState onDiagnose={start} />
      </>
    );
  }
  const problem = busy ? null : (state.problem ?? problemInFacts(measured.facts));
  const picture = pictureOf(measured);
  return (
    <>
      <Notices state={state} />
      {busy && <Progress state={state} />}
      {problem && <ProblemCard problem={problem} onRetry={start} busy={busy} />}
      {measured.facts && <DifferenceNote engine={measured.facts.engine} onRetry={start} busy={busy} />}
      {measured.verdict && !problem && (
        <VerdictBanner
          {...measured.verdict}
          findings={measured.findings}
          onDiagnose={start}
          onShow={showFinding}
        />
      )}
      <Box sx={problem ? {} : columns}>
        {!problem && (
          <MeasuredCard measured={measured} picture={picture} onFull={() => void runner.start(true)} />
        )}
        <Box sx={sideColumn}>
          {measured.facts && (
            <Installation lines={installationOf(measured.facts, measured.verdict?.verdict ?? null)} />
          )}
          {!problem && <Carried measured={measured} arrows={picture.arrows} />}
        </Box>
      </Box>
      <Findings findings={measured.findings} />
    </>
  );
}

const WIDE = '@media (min-width: 1120px)';

const columns = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: 'minmax(0, 1fr)',
  [WIDE]: { gridTemplateColumns: 'minmax(0, 1fr) 320px' },
};

const sideColumn = {
  display: 'grid',
  gap: 2,
  alignContent: 'start',
  gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))',
  [WIDE]: { gridTemplateColumns: 'minmax(0, 1fr)' },
};

function showFinding(code: string): void {
  const element = document.getElementById(findingId(code));
  element?.scrollIntoView({ block: 'start' });
  element?.focus();
}
