import { lazy } from 'react';
import type { ComponentType } from 'react';
import { Overview } from '../features/overview/Overview.tsx';

/** One tab of the page. A tab that is not needed for the first verdict gives a `lazy` component. */
export interface TabEntry {
  /** Its name in the address: `#/overview`. */
  readonly id: string;
  readonly title: string;
  readonly Page: ComponentType;
}

/** All tabs in their order; the first is shown first. A tab is one line here and a page that is loaded when it is opened. */
export const TABS: readonly [TabEntry, ...TabEntry[]] = [
  { id: 'overview', title: 'Overview', Page: Overview },
  {
    id: 'setup',
    title: 'Setup',
    Page: lazy(async () => ({ default: (await import('../features/setup/Setup.tsx')).Setup })),
  },
  {
    id: 'ports',
    title: 'Ports',
    Page: lazy(async () => ({ default: (await import('../features/ports/Ports.tsx')).Ports })),
  },
  {
    id: 'history',
    title: 'History',
    Page: lazy(async () => ({ default: (await import('../features/history/History.tsx')).History })),
  },
];
