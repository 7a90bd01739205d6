import { useState } from 'react';
import type { FocusEvent, KeyboardEvent } from 'react';

/**
 * One row of a list is reached by Tab, the others by the arrow keys: a list of 31 runs has four stops and not 126. Returns
 * the row whose controls are stops, and what the list listens with. Rows carry `data-row`, their controls `data-control`.
 */
export function useRoving(ids: readonly string[]) {
  const [chosen, setChosen] = useState('');
  const current = ids.includes(chosen) ? chosen : (ids[0] ?? '');
  return {
    current,
    onFocus: (event: FocusEvent<HTMLElement>): void => {
      const row = event.target.closest<HTMLElement>('[data-row]')?.dataset['row'];
      if (row !== undefined) setChosen(row);
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>): void => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined || !(event.target instanceof HTMLElement)) return;
      const row = event.target.closest<HTMLElement>('[data-row]');
      const control = event.target.closest<HTMLElement>('[data-control]')?.dataset['control'];
      const next = step === 1 ? row?.nextElementSibling : row?.previousElementSibling;
      const there = next?.querySelector<HTMLElement>(`[data-control="${control ?? ''}"]`);
      if (!there) return;
      event.preventDefault();
      (there.querySelector('input') ?? there).focus();
    },
  };
}
