import type { Measured } from '../../shared/measured/measured.ts';
import type { Status } from '../../shared/run/state.ts';

/**
 * Returns whether the Setup page measures by itself when it is opened: without a result, and with one of an earlier visit
 * that was no success, for Desktop makes the page anew when its settings were visited. A success is shown at once.
 */
export function opensWithRun(status: Status, measured: Measured): boolean {
  if (status === 'idle') return true;
  return status === 'remembered' && measured.verdict?.verdict !== 'working';
}
