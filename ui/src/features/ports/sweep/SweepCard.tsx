import { Box, Button, TextField, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Transport } from '@hostnet/core';
import type { PortsReport } from '@hostnet/core/listening';
import { Card } from '../../../shared/controls/Card.tsx';
import { ProblemCard } from '../../../shared/controls/ProblemCard.tsx';
import { label, toggle } from '../field-styles.ts';
import { JobProgress } from '../look/JobProgress.tsx';
import { portsProblem } from '../ports-problem.ts';
import { holderOf, rangeFrom, sweepSentence } from './sweep-state.ts';
import type { SweepState } from './sweep-state.ts';
import { useSweep } from './use-sweep.ts';

/** Which ports of a range answer on this computer, whoever holds them. */
export function SweepCard({ report }: { readonly report: PortsReport | null }) {
  const sweep = useSweep();
  const [text, setText] = useState('1-1024');
  const [transport, setTransport] = useState<Transport>('tcp');
  const [problem, setProblem] = useState('');
  const start = (event?: FormEvent): void => {
    event?.preventDefault();
    const range = rangeFrom(text);
    if ('problem' in range) setProblem(range.problem);
    else sweep.start({ ...range, transport });
  };
  const { now, data, busy, error } = sweep;
  const shown = busy ? now : data;
  return (
    <Card title="Which ports answer on this computer?">
      <Box component="form" noValidate onSubmit={start} sx={form}>
        <TextField
          id="sweep-range"
          label="Range"
          size="small"
          value={text}
          onChange={(event) => {
            setProblem('');
            setText(event.target.value);
          }}
          error={problem !== ''}
          helperText={problem}
          autoComplete="off"
          sx={{ ...label, width: problem === '' ? 140 : 280 }}
        />
        <ToggleButtonGroup
          exclusive
          size="small"
          value={transport}
          onChange={(_, value: Transport | null) => value && setTransport(value)}
          aria-label="Transport of the sweep"
        >
          <ToggleButton value="tcp" sx={toggle}>
            TCP
          </ToggleButton>
          <ToggleButton value="udp" sx={toggle}>
            UDP
          </ToggleButton>
        </ToggleButtonGroup>
        <Button
          type="submit"
          variant="outlined"
          disabled={busy}
          sx={{ height: 40, color: 'text.primary', borderColor: 'text.secondary' }}
        >
          Sweep
        </Button>
      </Box>
      {busy && now && <JobProgress job={sweep} percent={(now.done / now.total) * 100} />}
      {error && (
        <Box sx={{ mt: 2 }}>
          <ProblemCard
            problem={portsProblem(error, 'The sweep could not run')}
            onRetry={() => start()}
            busy={busy}
          />
        </Box>
      )}
      {shown && !error && <Found state={shown} report={report} done={!busy} />}
    </Card>
  );
}

/** More than these would be a wall of numbers; the terminal's `hostnet sweep` prints all. */
const MOST_SHOWN = 200;

interface FoundProps {
  readonly state: SweepState;
  readonly report: PortsReport | null;
  readonly done: boolean;
}

function Found({ state, report, done }: FoundProps) {
  const { open, transport } = state;
  return (
    <Box sx={{ mt: 1.5 }}>
      {done && (
        <Typography variant="body2" role="status" sx={{ mb: 0.5 }}>
          {sweepSentence(state)}
        </Typography>
      )}
      <Box component="ul" aria-label="Ports that answer" sx={ports}>
        {open.slice(0, MOST_SHOWN).map((port) => {
          const holder = holderOf(report, port, transport);
          return (
            <li key={port}>
              <b>{port}</b>
              {holder === null ? '' : ` ${holder}`}
            </li>
          );
        })}
        {open.length > MOST_SHOWN && <li>and {open.length - MOST_SHOWN} more</li>}
      </Box>
    </Box>
  );
}

const form = { display: 'flex', gap: 1.5, alignItems: 'flex-start', flexWrap: 'wrap', pt: 0.5 };
const ports = {
  display: 'flex',
  flexWrap: 'wrap',
  gap: '2px 16px',
  m: 0,
  p: 0,
  listStyle: 'none',
  fontSize: 13,
};
