import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { EngineFacts, HostFacts, Ports } from '@hostnet/core';
import { useSurface } from '../../shared/page/surface.ts';
import type { PageState } from '../../shared/run/state.ts';
import { opensWithRun } from './opens-with-run.ts';
import { LOOK_EVERY_MS, NOTHING_SEEN, onLook, onVerdict, RETRY_AFTER_MS } from './settings-watch.ts';
import { setupView } from './setup-view.ts';
import type { SetupView } from './setup-view.ts';
import { useVisible } from './use-visible.ts';

/** The Setup page's view, the run behind it, and what was noticed by itself. */
export interface Setup {
  readonly view: SetupView;
  readonly state: PageState;
  readonly noticed: string;
}

interface Look {
  readonly engine: EngineFacts;
  readonly host: HostFacts | null;
}

/** Looks at engine and settings while the page is seen and waits for a change, and measures when it comes. */
export function useSetup(): Setup {
  const { runner, app, ports } = useSurface();
  const state = useSyncExternalStore(runner.subscribe, runner.state);
  const visible = useVisible();
  const { measured, status } = state;
  const { report } = measured;
  const busy = status === 'running' || status === 'stopping';
  const [polling, setPolling] = useState(false);
  const looked = useQuery({
    queryKey: ['setup', 'look', report?.startedAt ?? ''],
    enabled: visible && polling && !busy,
    refetchInterval: visible && polling && !busy ? LOOK_EVERY_MS : false,
    gcTime: 0,
    queryFn: ({ signal }) => look(ports(), signal),
  });
  const now = looked.data ?? measured.facts ?? state.before.facts;
  const view = setupView({ now, app, measured, busy });
  useEffect(() => setPolling(view.waiting), [view.waiting]);
  useOpening(state, visible, view.waiting, () => void runner.start());
  const watch = useRef(NOTHING_SEEN);
  const [noticed, setNoticed] = useState('');
  useEffect(() => {
    if (!looked.data) return;
    const next = onLook(watch.current, looked.data.engine, looked.data.host);
    watch.current = next.watch;
    setNoticed(next.watch.noticed);
    if (next.measure) void runner.start();
  }, [looked.data, runner]);
  useEffect(() => {
    if (!report || !visible) return;
    const { facts, verdict } = report;
    const next = onVerdict(onLook(watch.current, facts.engine, facts.host).watch, verdict);
    watch.current = next.watch;
    if (!next.again) return;
    const timer = setTimeout(() => void runner.start(), RETRY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [report, runner, visible]);
  return { view, state, noticed };
}

/** Measures when the page is opened without a proof, and when it is seen again: what was changed meanwhile cannot be known. */
function useOpening(state: PageState, visible: boolean, waiting: boolean, start: () => void): void {
  const seen = useRef<boolean | null>(null);
  useEffect(() => {
    const before = seen.current;
    if (before === visible) return;
    seen.current = before === null && !visible ? null : visible;
    if (!visible) return;
    if (before === null ? opensWithRun(state.status, state.measured) : waiting) start();
  });
}

/** Facts alone: no container is started. Without a helper the engine's own are enough. */
async function look(ports: Ports, signal: AbortSignal): Promise<Look> {
  const [engine, host] = await Promise.all([
    ports.engine.facts(signal),
    ports.host.facts(signal).catch(() => null),
  ]);
  return { engine, host };
}
