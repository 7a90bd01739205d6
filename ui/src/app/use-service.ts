import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Ports, Report, Service } from '@hostnet/core';
import { problemFrom, serviceProblem } from '../shared/run/problems.ts';
import type { Problem } from '../shared/run/problems.ts';
import type { Runner } from '../shared/run/runner.ts';
import type { PageState } from '../shared/run/state.ts';

/** The service's state as the page shows it. */
export interface ServiceState {
  readonly problem: Problem | null;
  readonly busy: boolean;
  retry(): void;
}

/** Asks the service once when the page opens, keeps finished reports there, and brings back the last one. Polls nothing. */
export function useService(ports: () => Ports, runner: Runner, state: PageState): ServiceState {
  const health = useQuery({
    queryKey: ['service', 'health'],
    queryFn: async ({ signal }) => {
      await service(ports).health(signal);
      return true;
    },
  });
  const stored = useQuery({
    queryKey: ['service', 'last-report'],
    enabled: health.isSuccess && state.status === 'idle',
    queryFn: ({ signal }) => lastStored(service(ports), signal),
  });
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: (report: Report) => service(ports).saveReport(report, new AbortController().signal),
    // It kept a report, so it is there again: a service that started later than the page is not lost.
    onSuccess: () => void (health.isError && health.refetch()),
  });
  const { report } = state.measured;
  const fresh = state.status === 'done' ? report : null;
  useEffect(() => {
    if (fresh) mutate(fresh);
  }, [fresh, mutate]);
  useEffect(() => {
    if (stored.data) runner.remember(stored.data);
  }, [stored.data, runner]);
  return {
    problem: problemOf(health.error ?? error),
    busy: health.isFetching || isPending,
    retry: () => {
      reset();
      void health.refetch().then((result) => {
        if (result.isSuccess && fresh && error) mutate(fresh);
      });
    },
  };
}

async function lastStored(from: Service, signal: AbortSignal): Promise<Report | null> {
  const [newest] = (await from.listReports(signal)).reports;
  return newest ? from.readReport(newest.id, signal) : null;
}

function service(ports: () => Ports): Service {
  const found = ports().service;
  if (!found) throw new Error('The extension runs without its service.');
  return found;
}

function problemOf(error: Error | null): Problem | null {
  if (!error) return null;
  return error.name === 'NotInDesktop' ? problemFrom(error) : serviceProblem(error);
}
