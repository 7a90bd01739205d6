import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * Moves the focus to the first heading of an element when `state` has changed and the focus was lost: what was pressed is
 * often gone then, and a keyboard would begin anew at the top of the page. Never takes it from something else.
 */
export function useFocusKept(state: string): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement | null>(null);
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    const { activeElement, body } = document;
    if (activeElement !== null && activeElement !== body) return;
    place.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }, [state]);
  return place;
}
