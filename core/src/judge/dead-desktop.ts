import type { Evidence } from '../model/evidence.ts';
import { cellsOf, isDead } from './cells.ts';
import { clickPath } from '../knowledge/click-path.ts';
import { desktopOf, hint } from '../facts/desktop-of.ts';

/** Why a wholly dead Desktop is dead, as far as hints tell. */
export type DeadReason = 'off' | 'locked-off' | 'on' | 'unknown';

/**
 * Returns how a Desktop whose promised lanes were all measured dead is to be explained; null where something answers,
 * something was not measured, the version has no such feature, or the container did not even answer itself.
 */
export function deadDesktop(input: Evidence): DeadReason | null {
  const desktop = desktopOf(input.facts);
  if (!desktop || clickPath(desktop.version) === null) return null;
  const cells = cellsOf(input.lanes);
  if (cells.length === 0 || !cells.every(isDead)) return null;
  const setting = hint(desktop.settings?.hostNetworkingEnabled);
  if (setting === true) return 'on';
  if (hint(desktop.settings?.hostNetworkingLocked) === true && setting === false) return 'locked-off';
  return setting === false ? 'off' : 'unknown';
}

/** Whether a wholly dead Desktop is explained by its version or its setting, so that the lanes need no findings of their own. */
export function explainedByDesktop(input: Evidence): boolean {
  const desktop = desktopOf(input.facts);
  if (!desktop) return false;
  if (deadDesktop(input) !== null)
    return (
      deadDesktop(input) === 'on' || deadDesktop(input) === 'locked-off' || containerAnswersItself(input)
    );
  const cells = cellsOf(input.lanes);
  return clickPath(desktop.version) === null && cells.length > 0 && cells.every(isDead);
}

/** Whether the container answered itself: the control that tells a dead forwarder from a dead probe. */
export function containerAnswersItself(input: Evidence): boolean {
  return input.lanes.some(
    (lane) => lane.from === 'host-mode' && lane.to === 'host-mode' && lane.outcome === 'reachable',
  );
}
