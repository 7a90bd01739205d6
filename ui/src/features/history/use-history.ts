import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { KeptReports, Ports, Report, Service } from '@hostnet/core';
import { useSurface } from '../../shared/page/surface.ts';

const LIST = ['history', 'list'];

/** The runs the extension's service keeps. Asked when the page opens and after each run; nothing is polled. */
export function useRuns() {
  const { ports } = useSurface();
  const client = useQueryClient();
  const query = useQuery<KeptReports>({
    queryKey: LIST,
    queryFn: ({ signal }) => serviceOf(ports).listReports(signal),
    refetchOnMount: 'always',
  });
  useEffect(
    () =>
      client.getMutationCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'success') return;
        // A run was kept, or one was deleted: both are mutations, and nothing else changes the list.
        void client.invalidateQueries({ queryKey: LIST });
      }),
    [client],
  );
  return query;
}

/** Reads one kept report; null reads none. What was read once does not change. */
export function useReport(id: string | null) {
  const { ports } = useSurface();
  return useQuery<Report>({
    queryKey: ['history', 'report', id],
    enabled: id !== null,
    queryFn: ({ signal }) => serviceOf(ports).readReport(id ?? '', signal),
  });
}

/** Deletes one kept report; the list is asked for again. */
export function useDelete() {
  const { ports } = useSurface();
  return useMutation({
    mutationFn: (id: string) => serviceOf(ports).removeReport(id, new AbortController().signal),
  });
}

function serviceOf(ports: () => Ports): Service {
  const { service } = ports();
  if (!service) throw new Error('The extension runs without its service, which keeps the reports.');
  return service;
}
