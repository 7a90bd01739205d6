import { Box } from '@mui/material';
import { useEffect, useSyncExternalStore } from 'react';
import { ProblemCard } from '../../shared/controls/ProblemCard.tsx';
import { findingId } from '../../shared/findings/FindingItem.tsx';
import { Findings } from '../../shared/findings/Findings.tsx';
import { installationOf } from '../../shared/measured/installation-lines.ts';
import { Installation } from '../../shared/measured/Installation.tsx';
import { whyNothingMeasured } from '../../shared/measured/nothing-measured.ts';
import { pictureOf } from '../../shared/measured/picture.ts';
import { useSurface } from '../../shared/page/surface.ts';
import { useFocusKept } from '../../shared/page/use-focus-kept.ts';
import { useNow } from '../../shared/page/use-now.ts';
import { keepQuery, usePlace } from '../../shared/page/use-place.ts';
import { Notices } from '../../shared/run/Notices.tsx';
import { problemInFacts } from '../../shared/run/problems.ts';
import { ownPorts } from '../../shared/success/own-ports.ts';
import { AnswerSlot } from './AnswerSlot.tsx';
import { Carried } from './Carried.tsx';
import { DifferenceNote } from './DifferenceNote.tsx';
import { EmptyState } from './EmptyState.tsx';
import { FirstVisit } from './FirstVisit.tsx';
import { MeasuredCard } from './MeasuredCard.tsx';
import { Measuring } from './Measuring.tsx';
import { NothingMeasured } from './NothingMeasured.tsx';
import { resultAge } from './result-age.ts';
import { VerdictBanner } from './VerdictBanner.tsx';

/** The first page: the answer, what was measured, and what to do. */
export function Overview() {
  const { runner } = useSurface();
  const state = useSyncExternalStore(runner.subscribe, runner.state);
  const { measured } = state;
  const age = resultAge(measured.report, state.status, useNow(measured.report !== null, 10_000));
  const place = useFocusKept(`${state.status} ${measured.verdict === null}`);
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
  const nothing = busy ? null : whyNothingMeasured(measured);
  // Where a sentence takes the picture's place, what stands beside it is placed anew as well.
  const shape = problem ? 'problem' : nothing === null ? 'picture' : 'sentence';
  return (
    <>
      <AnswerSlot place={place}>
        {problem && <ProblemCard problem={problem} onRetry={start} busy={busy} />}
        {measured.verdict && !problem && (
          <VerdictBanner
            {...measured.verdict}
            findings={measured.findings}
            containers={measured.report?.containers ?? []}
            ownPorts={ownPorts(measured.report)}
            age={age}
            onDiagnose={start}
          />
        )}
        {busy && !measured.verdict && <Measuring before={state.before} />}
      </AnswerSlot>
      <Notices state={state} remembered={false} />
      <Box key={shape} sx={[problem ? {} : columns, age.old ? FADED : {}]}>
        {!problem &&
          (nothing === null ? (
            <MeasuredCard measured={measured} picture={picture} onFull={() => void runner.start(true)} />
          ) : (
            <NothingMeasured reason={nothing} />
          ))}
        <Box sx={sideColumn}>
          {!problem && nothing === null && <Carried measured={measured} arrows={picture.arrows} />}
          {measured.facts && (
            <Installation lines={installationOf(measured.facts, measured.verdict?.verdict ?? null)} />
          )}
        </Box>
      </Box>
      {measured.facts && <DifferenceNote engine={measured.facts.engine} onRetry={start} busy={busy} />}
      <Findings findings={measured.findings} />
    </>
  );
}

/** An old result loses its colours, not its contrast. */
const FADED = { filter: 'saturate(0.3)' };

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
