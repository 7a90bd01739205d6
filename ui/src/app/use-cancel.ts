import { useEffect } from 'react';
import type { Runner } from '../shared/run/runner.ts';

/** Cancels the run with Escape, unless something open on the page takes the key, and when the page is left. */
export function useCancel(runner: Runner): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (document.querySelector('[role="dialog"]')) return;
      runner.cancel();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('pagehide', runner.cancel);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pagehide', runner.cancel);
    };
  }, [runner]);
}
