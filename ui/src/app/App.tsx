import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo, useState, useSyncExternalStore } from 'react';
import type { Ports, Report } from '@hostnet/core';
import { restorePlace } from '../shared/page/kept-place.ts';
import { storage } from '../shared/page/storage.ts';
import { SurfaceContext } from '../shared/page/surface.ts';
import type { Surface } from '../shared/page/surface.ts';
import { Runner } from '../shared/run/runner.ts';
import type { RunnerParts } from '../shared/run/runner.ts';
import { AccessStyles } from './AccessStyles.tsx';
import { Shell } from './Shell.tsx';
import { useCancel } from './use-cancel.ts';
import { useService } from './use-service.ts';

/** Everything App needs from the outside; main.tsx gives Docker Desktop, tests give fakes. */
export interface AppProps extends RunnerParts, Omit<Surface, 'runner' | 'ports'> {
  /** The report of an earlier visit, for the first paint. */
  readonly last: Report | null;
}

/** The whole page below the theme. */
export function App(props: AppProps) {
  const [client] = useState(newQueryClient);
  useState(() => restorePlace({ location: window.location, history: window.history, storage }));
  return (
    <QueryClientProvider client={client}>
      <Page {...props} />
    </QueryClientProvider>
  );
}

function Page(props: AppProps) {
  const [ports] = useState(() => once(props.ports));
  const [runner] = useState(() => new Runner({ ...props, ports }, props.last));
  const state = useSyncExternalStore(runner.subscribe, runner.state);
  const { app, secrets, openExternal, showContainer, copy, help } = props;
  const surface = useMemo(
    () => ({ runner, app, ports, secrets, openExternal, showContainer, copy, help }),
    [runner, app, ports, secrets, openExternal, showContainer, copy, help],
  );
  const service = useService(ports, runner, state);
  useCancel(runner);
  return (
    <SurfaceContext.Provider value={surface}>
      <AccessStyles />
      <Shell state={state} service={service} />
    </SurfaceContext.Provider>
  );
}

/** Desktop's client needs no network: without this, queries would wait while the computer is offline. */
function newQueryClient(): QueryClient {
  const always = { networkMode: 'always', retry: false } as const;
  return new QueryClient({
    defaultOptions: {
      queries: { ...always, refetchOnWindowFocus: false, staleTime: Infinity },
      mutations: always,
    },
  });
}

/** Ports are made once they are needed, and again after a failure. */
function once(make: () => Ports): () => Ports {
  let made: Ports | null = null;
  return () => (made ??= make());
}
