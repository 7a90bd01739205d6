import type { EngineFacts } from '@hostnet/core';
import { ProblemCard } from '../../shared/controls/ProblemCard.tsx';
import { differenceOf, productOf } from '../../shared/page/product.ts';
import { useSurface } from '../../shared/page/surface.ts';

interface Props {
  readonly engine: EngineFacts;
  readonly onRetry: () => void;
  readonly busy: boolean;
}

/** How this page differs on Rancher Desktop and Podman; nothing elsewhere. */
export function DifferenceNote({ engine, onRetry, busy }: Props) {
  const { app } = useSurface();
  const difference = differenceOf(productOf(engine, app));
  if (!difference) return null;
  const fix = 'What is measured here holds all the same.';
  return <ProblemCard problem={{ port: 'product', ...difference, fix }} onRetry={onRetry} busy={busy} />;
}
