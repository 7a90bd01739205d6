import { useSyncExternalStore } from 'react';

/** Returns whether the page is seen: Desktop hides it behind its other pages, and nothing polls then. */
export function useVisible(): boolean {
  return useSyncExternalStore(subscribe, () => !document.hidden);
}

function subscribe(onChange: () => void): () => void {
  document.addEventListener('visibilitychange', onChange);
  return () => document.removeEventListener('visibilitychange', onChange);
}
