// The two functions alone: the whole library is loaded where a known issue's range is read.
import coerce from 'semver/functions/coerce.js';
import lt from 'semver/functions/lt.js';

/** Where the setting is and what its button is called, in one version of Docker Desktop. */
export interface ClickPath {
  /** From the gear to the button, in order. */
  readonly steps: readonly string[];
  /** The button, named as that version names it. */
  readonly button: string;
  /** Whether somebody must be signed in for it to work. */
  readonly signIn: boolean;
}

/** First version with the feature at all, as beta (Docker Desktop release notes 4.29.0). */
export const FIRST_BETA = '4.29.0';
/** General availability (4.34.0). */
export const FIRST_STABLE = '4.34.0';
/** No sign-in is needed from here on (4.35.0). */
export const NO_SIGN_IN = '4.35.0';
/** "Apply & restart" became "Apply", and the VM no longer restarts (4.43.0). */
export const APPLY_ONLY = '4.43.0';
/** Docker Extensions are off by default from here on (4.74.0). */
export const EXTENSIONS_OFF = '4.74.0';

/** Returns the way to the setting in this version; an unknown version is taken for a current one. Versions before 4.29 have none: null. */
export function clickPath(version: string | null): ClickPath | null {
  const v = version === null ? null : coerce(version);
  if (v && lt(v, FIRST_BETA)) return null;
  const beta = v !== null && lt(v, FIRST_STABLE);
  const button = v !== null && lt(v, APPLY_ONLY) ? 'Apply & restart' : 'Apply';
  const steps = beta
    ? ['Settings', 'Features in development', 'Enable host networking', button]
    : ['Settings', 'Resources', 'Network', 'Enable host networking', button];
  return { steps, button, signIn: v !== null && lt(v, NO_SIGN_IN) };
}

/** Returns the path as people read it: `Settings › Resources › Network › Enable host networking › Apply`. */
export function clickPathText(version: string | null): string {
  const path = clickPath(version);
  if (!path) return 'update Docker Desktop first: the setting exists from 4.34 on';
  return `${path.signIn ? 'Sign in, then ' : ''}${path.steps.join(' › ')}`;
}

/** Whether a version of Docker Desktop is older than `than`; false when it is not known. */
export function olderThan(version: string | null, than: string): boolean {
  const v = version === null ? null : coerce(version);
  return v !== null && lt(v, than);
}
