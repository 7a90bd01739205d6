import { useSyncExternalStore } from 'react';

/** Returns the tab named in the address's hash (`#/overview`): the page is loaded from a file, so there is no other route. */
export function useHashTab(): string {
  return useSyncExternalStore(subscribe, () => window.location.hash.replace(/^#\/?/, '').split('?')[0] ?? '');
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}
