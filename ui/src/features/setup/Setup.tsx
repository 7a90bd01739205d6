import { Alert, Box } from '@mui/material';
import { Card } from '../../shared/controls/Card.tsx';
import { ProblemCard } from '../../shared/controls/ProblemCard.tsx';
import { useSurface } from '../../shared/page/surface.ts';
import { Notices } from '../../shared/run/Notices.tsx';
import { DoneList } from './DoneList.tsx';
import { OtherEngineView } from './OtherEngineView.tsx';
import { ProofBody } from './proof/ProofBody.tsx';
import { SetupSteps } from './steps/SetupSteps.tsx';
import { useSetup } from './use-setup.ts';
import { WhatItChanges } from './WhatItChanges.tsx';

/** From what is so to a proof: the steps that are left, and what was measured of them. */
export function Setup() {
  const { runner } = useSurface();
  const { view, state, noticed } = useSetup();
  const busy = state.status === 'running' || state.status === 'stopping';
  const start = (): void => void runner.start();
  return (
    <>
      <Notices state={state} />
      {state.problem && <ProblemCard problem={state.problem} onRetry={start} busy={busy} />}
      <Box sx={columns}>
        <Card title={view.heading}>
          <DoneList done={view.done} />
          {view.other && <OtherEngineView other={view.other} />}
          {view.other ? (
            <ProofBody proof={view.proof} titled onMeasure={start} />
          ) : (
            <SetupSteps view={view} onMeasure={start} />
          )}
          {noticed !== '' && (
            <Alert severity="info" variant="outlined" role="status" sx={{ mt: 2, py: 0 }}>
              {noticed}
            </Alert>
          )}
        </Card>
        <WhatItChanges known={view.steps} />
      </Box>
    </>
  );
}

const columns = {
  width: '100%',
  maxWidth: 1200,
  mx: 'auto',
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@media (min-width: 960px)': { gridTemplateColumns: 'minmax(0, 1fr) 280px' },
};
