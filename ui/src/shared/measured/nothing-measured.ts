import type { Measured } from './measured.ts';

/**
 * Returns why no lane of a finished run was measured, as the lanes say most often; null when one was, or while there is no
 * lane yet.
 */
export function whyNothingMeasured({ lanes }: Pick<Measured, 'lanes'>): string | null {
  if (lanes.length === 0 || lanes.some((lane) => lane.outcome !== 'not-measured')) return null;
  const counts = new Map<string, number>();
  for (const { reason } of lanes) if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0].replace(/\.$/, '') ?? 'no reason is known';
}
