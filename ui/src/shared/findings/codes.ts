/** Findings that the Setup page shows the way out of, step by step. */
const SET_UP: ReadonlySet<string> = new Set(['HN0103', 'HN0108', 'HN0111', 'HN0115', 'HN0117']);

/** Two that want one port: containers, programs of this computer, and ranges the system keeps. */
const CONFLICTS: ReadonlySet<string> = new Set([
  ...['HN0210', 'HN0302', 'HN0303', 'HN0304', 'HN0322', 'HN0324'],
  ...['HN0501', 'HN0502', 'HN0503', 'HN0504'],
]);

/** A port that Docker forgot: it is shown with a button that restarts the container. */
const FORGOTTEN = 'HN0219';

/** Returns whether the Setup page has the steps that mend this finding. */
export function isSetUpStepByStep(code: string): boolean {
  return SET_UP.has(code);
}

/** Returns where the Ports page shows a finding; null for one of the feature itself (HN01xx, HN02xx), which the Overview shows. */
export function placeOnPorts(code: string): 'conflict' | 'restart' | 'other' | null {
  if (CONFLICTS.has(code)) return 'conflict';
  if (code === FORGOTTEN) return 'restart';
  return /^HN0[35]/.test(code) ? 'other' : null;
}
