import { useMemo, useSyncExternalStore } from 'react';
import { keepPlace } from './kept-place.ts';
import { hashOf, placeFrom } from './place.ts';
import type { Place } from './place.ts';
import { storage } from './storage.ts';

/** Returns the place in the address; renders again when it changes. */
export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => placeFrom(hash), [hash]);
}

/** Goes to a tab, with what it keeps in the address. Ends in one step of the browser's history. */
export function goTo(tab: string, query: Place['query'] = {}): void {
  window.location.hash = hashOf(tab, query);
}

/** Changes what the present tab keeps in the address, without a step in the history. */
export function keepQuery(query: Place['query']): void {
  const { tab } = placeFrom(window.location.hash);
  window.history.replaceState(null, '', hashOf(tab, query));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

function subscribe(onChange: () => void): () => void {
  const onHash = (): void => {
    keepPlace({ location: window.location, storage });
    onChange();
  };
  window.addEventListener('hashchange', onHash);
  return () => window.removeEventListener('hashchange', onHash);
}
