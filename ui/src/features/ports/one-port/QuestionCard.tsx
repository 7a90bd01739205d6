import { Box, Button, TextField, ToggleButton, ToggleButtonGroup } from '@mui/material';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Transport } from '@hostnet/core';
import { Card } from '../../../shared/controls/Card.tsx';
import { ProblemCard } from '../../../shared/controls/ProblemCard.tsx';
import { label, toggle } from '../field-styles.ts';
import { JobProgress } from '../look/JobProgress.tsx';
import { portFrom, transportIn } from '../look/question.ts';
import { portsProblem } from '../ports-problem.ts';
import { chainView } from './chain-view.ts';
import { ChainSteps } from './ChainSteps.tsx';
import type { useExplain } from './use-explain.ts';

interface Props {
  readonly text: string;
  readonly transport: Transport;
  readonly onChange: (text: string, transport: Transport) => void;
  readonly job: ReturnType<typeof useExplain>;
}

/** The question most people come with, and its answer. */
export function QuestionCard({ text, transport, onChange, job }: Props) {
  const [problem, setProblem] = useState('');
  const ask = (event?: FormEvent): void => {
    event?.preventDefault();
    const asked = portFrom(text);
    if ('problem' in asked) {
      setProblem(asked.problem);
      return;
    }
    const question = { port: asked.port, transport: transportIn(text) ?? transport };
    onChange(`${question.port}`, question.transport);
    job.start(question);
  };
  return (
    <Card title="Why can’t I reach port …?">
      <Box component="form" noValidate onSubmit={ask} sx={form}>
        <TextField
          id="port-question"
          label="Port"
          size="small"
          value={text}
          onChange={(event) => {
            setProblem('');
            onChange(event.target.value, transport);
          }}
          error={problem !== ''}
          helperText={problem}
          autoComplete="off"
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
          sx={{ ...label, width: problem === '' ? 140 : 320 }}
        />
        <ToggleButtonGroup
          exclusive
          size="small"
          value={transport}
          onChange={(_, value: Transport | null) => value && onChange(text, value)}
          aria-label="Transport"
        >
          <ToggleButton value="tcp" sx={toggle}>
            TCP
          </ToggleButton>
          <ToggleButton value="udp" sx={toggle}>
            UDP
          </ToggleButton>
        </ToggleButtonGroup>
        <Button type="submit" variant="contained" disabled={job.busy} sx={{ height: 40 }}>
          Explain
        </Button>
      </Box>
      {job.busy && <JobProgress job={job} />}
      {job.error && (
        <Box sx={{ mt: 2 }}>
          <ProblemCard problem={portsProblem(job.error)} onRetry={() => ask()} busy={job.busy} />
        </Box>
      )}
      {job.data && !job.busy && !job.error && <ChainSteps view={chainView(job.data)} />}
    </Card>
  );
}

const form = { display: 'flex', gap: 1.5, alignItems: 'flex-start', flexWrap: 'wrap', pt: 0.5 };
