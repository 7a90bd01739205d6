import { lazy, Suspense } from 'react';
import type { EvidenceView } from './evidence-view.ts';

const EvidenceDrawer = lazy(async () => {
  const { EvidenceDrawer: Component } = await import('./EvidenceDrawer.tsx');
  return { default: Component };
});

interface Props {
  /** null closes it. */
  readonly view: EvidenceView | null;
  /** Whether it was ever opened: until then it is not even loaded. */
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The evidence drawer, loaded when it is first opened: nobody waits for it before the first verdict. */
export function EvidenceDrawerLazy({ view, opened, onClose }: Props) {
  if (!opened) return null;
  return (
    <Suspense fallback={null}>
      <EvidenceDrawer view={view} onClose={onClose} />
    </Suspense>
  );
}
