import { Step, StepContent, StepLabel, Stepper, Typography } from '@mui/material';
import { ToneChip } from '../../../shared/controls/ToneChip.tsx';
import { ProofBody } from '../proof/ProofBody.tsx';
import { ProofIcon } from '../proof/ProofIcon.tsx';
import type { SetupView } from '../setup-view.ts';
import type { SetupStep } from './step-list.ts';
import { StepBody } from './StepBody.tsx';

interface Props {
  readonly view: SetupView;
  readonly onMeasure: () => void;
}

/** The steps that are left, the first one open, and the proof as the last. */
export function SetupSteps({ view, onMeasure }: Props) {
  const { steps, proof, waiting } = view;
  const open = proof.state !== 'later';
  const first = steps.findIndex((step) => step.seen);
  const openUpTo = first === -1 ? steps.length - 1 : first;
  return (
    <Stepper orientation="vertical" activeStep={0} aria-label={view.heading}>
      {steps.map((step, at) => (
        <Step key={step.id} active={at <= openUpTo} expanded={at <= openUpTo}>
          <StepLabel
            optional={at <= openUpTo ? <StepState step={step} waiting={waiting && step.seen} /> : null}
          >
            <Title text={step.title} />
          </StepLabel>
          <StepContent>
            <StepBody step={step} />
          </StepContent>
        </Step>
      ))}
      {!steps.some((step) => step.blocked) && (
        <Step key="proof" active={open} expanded>
          <StepLabel icon={<ProofIcon look={proof.look} number={steps.length + 1} />}>
            <Title text={proof.title} />
          </StepLabel>
          <StepContent>
            <ProofBody proof={proof} onMeasure={onMeasure} />
          </StepContent>
        </Step>
      )}
    </Stepper>
  );
}

function Title({ text }: { readonly text: string }) {
  return (
    <Typography
      component="h3"
      variant="subtitle1"
      color="text.primary"
      sx={{ fontWeight: 600, lineHeight: 1.3 }}
    >
      {text}
    </Typography>
  );
}

function StepState({ step, waiting }: { readonly step: SetupStep; readonly waiting: boolean }) {
  if (step.blocked)
    return <ToneChip look={{ mark: '–', word: 'only your administrator can', tone: 'none' }} />;
  if (!waiting) return null;
  return <ToneChip look={{ mark: '…', word: 'waiting for it', tone: 'pending' }} />;
}
