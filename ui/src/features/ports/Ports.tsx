import { Alert, Box } from '@mui/material';
import { useCallback } from 'react';
import type { Transport } from '@hostnet/core';
import { ProblemCard } from '../../shared/controls/ProblemCard.tsx';
import { Findings } from '../../shared/findings/Findings.tsx';
import { keepQuery, usePlace } from '../../shared/page/use-place.ts';
import { problemInFacts } from '../../shared/run/problems.ts';
import { ConflictsCard } from './ConflictsCard.tsx';
import { findingGroups } from './finding-groups.ts';
import { HostNetworkingNote } from './HostNetworkingNote.tsx';
import { lanPorts } from './lan/lan-ports.ts';
import { LanCard } from './lan/LanCard.tsx';
import type { GridRow } from './listeners/grid-rows.ts';
import { ListenersCard } from './listeners/ListenersCard.tsx';
import { JobProgress } from './look/JobProgress.tsx';
import { useLook } from './look/use-look.ts';
import { NeverLooked } from './NeverLooked.tsx';
import { QuestionCard } from './one-port/QuestionCard.tsx';
import { useExplain } from './one-port/use-explain.ts';
import { portsProblem } from './ports-problem.ts';
import { RestartCard } from './restart/RestartCard.tsx';
import { useRestart } from './restart/use-restart.ts';
import { SweepCard } from './sweep/SweepCard.tsx';

/** Who listens in host mode, what answers of it, and why a port does not. */
export function Ports() {
  const { query } = usePlace();
  const { port = '', udp, filter = '' } = query;
  const keep = useKeep(query);
  const [look, explain, restart] = [useLook(), useExplain(), useRestart()];
  const report = look.data;
  const problem = look.error ? portsProblem(look.error) : problemInFacts(report?.facts ?? null);
  const groups = findingGroups(report?.findings ?? []);
  const lan = report ? lanPorts(report) : [];
  const start = (): void => look.start(null);
  const { start: ask } = explain;
  const onExplain = (row: GridRow): void => {
    const transport: Transport = row.transport === 'UDP' ? 'udp' : 'tcp';
    keep({ port: `${row.port}`, udp: transport === 'udp' ? '1' : '' });
    ask({ port: row.port, transport });
    document.getElementById('port-question')?.focus();
  };
  return (
    <>
      <QuestionCard
        text={port}
        transport={udp === '1' ? 'udp' : 'tcp'}
        onChange={(text, transport) => keep({ port: text, udp: transport === 'udp' ? '1' : '' })}
        job={explain}
      />
      {look.busy && <JobProgress job={look} />}
      {look.cancelled && !look.busy && (
        <Alert severity="info" variant="outlined" role="note" sx={{ py: 0 }}>
          The check of the ports was cancelled.
        </Alert>
      )}
      {problem && !look.busy && <ProblemCard problem={problem} onRetry={start} busy={look.busy} />}
      {!report && !look.busy && !problem && <NeverLooked onLook={start} />}
      {report && !problem && <HostNetworkingNote state={report.hostNetworking} />}
      {report && <RestartCard forgotten={report.restartGuard} job={restart} />}
      <ConflictsCard conflicts={groups.conflicts} />
      {report && !(problem && report.listeners === null) && (
        <ListenersCard
          report={report}
          busy={look.busy || restart.busy}
          filter={filter}
          onFilter={(text) => keep({ filter: text })}
          onRefresh={start}
          onExplain={onExplain}
        />
      )}
      <Box sx={lan.length > 0 ? columns : {}}>
        <LanCard ports={lan} />
        <SweepCard report={report} />
      </Box>
      <Findings findings={groups.others} />
    </>
  );
}

/** Returns what changes a part of what this tab keeps in the address; empty parts are left out. */
function useKeep(query: Readonly<Record<string, string>>): (change: Record<string, string>) => void {
  return useCallback(
    (change) => {
      const next = Object.entries({ ...query, ...change }).filter(([, value]) => value !== '');
      keepQuery(Object.fromEntries(next));
    },
    [query],
  );
}

const columns = {
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: 'repeat(auto-fit, minmax(420px, 1fr))',
};
