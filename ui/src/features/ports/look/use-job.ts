import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryKey } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Something the person starts, that takes a while and can be cancelled. Its last result stays while the page lives. */
export interface Job<I, T> {
  readonly data: T | null;
  readonly error: Error | null;
  readonly busy: boolean;
  /** What is being waited for, in words. */
  readonly phase: string;
  /** Wall clock of the start in ms. */
  readonly startedAtMs: number;
  /** Whether the last one was cancelled. */
  readonly cancelled: boolean;
  start(input: I): void;
  cancel(): void;
}

/** Does the work. `tell` hears what is being waited for. Must end soon after `signal` aborts. */
export type Work<I, T> = (input: I, signal: AbortSignal, tell: (phase: string) => void) => Promise<T>;

/**
 * Returns a job of its own name. Nothing starts by itself; one runs at a time; Escape and leaving the tab cancel it, and
 * the result before it comes back.
 */
export function useJob<I, T>(key: QueryKey, work: Work<I, T>): Job<I, T> {
  const client = useQueryClient();
  const input = useRef<{ readonly value: I } | null>(null);
  const [told, setTold] = useState({ phase: '', startedAtMs: 0, cancelled: false });
  const query = useQuery({
    queryKey: key,
    enabled: false,
    gcTime: Infinity,
    queryFn: ({ signal }) => {
      if (!input.current) throw new Error('a job is started by start()');
      return work(input.current.value, signal, (phase) => setTold((now) => ({ ...now, phase })));
    },
  });
  const { refetch, isFetching } = query;
  const name = JSON.stringify(key);
  const cancel = useCallback((): void => {
    setTold((now) => ({ ...now, cancelled: true }));
    void client.cancelQueries({ queryKey: JSON.parse(name) as QueryKey, exact: true });
  }, [client, name]);
  useEscape(isFetching, cancel);
  return {
    data: query.data ?? null,
    error: isFetching ? null : query.error,
    busy: isFetching,
    ...told,
    start: (value) => {
      input.current = { value };
      setTold({ phase: 'Starting', startedAtMs: Date.now(), cancelled: false });
      void refetch({ cancelRefetch: false });
    },
    cancel,
  };
}

/** Calls `onEscape` for the Escape key while active, unless something open on the page takes it, and when the page is left. */
function useEscape(active: boolean, onEscape: () => void): void {
  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (!document.querySelector('[role="dialog"]')) onEscape();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('pagehide', onEscape);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pagehide', onEscape);
    };
  }, [active, onEscape]);
}
