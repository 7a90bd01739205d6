import type { Reachable } from './http-call.ts';

/** What is asked here is the same in all versions of the API between these two (Docker Engine 19.03 to 28; Engine API, version history). */
const NEWEST = '1.51';
const OLDEST = '1.40';

/** Versions agreed upon so far; a question before that is answered in the engine's own. */
const AGREED = new WeakMap<Reachable, string>();

/** Notes the version of the API that an engine speaks: from now on it is asked in that one, or in the newest known here. */
export function agree(endpoint: Reachable, version: unknown): void {
  if (typeof version !== 'string' || !/^\d{1,3}\.\d{1,3}$/.test(version)) return;
  AGREED.set(endpoint, isOlder(version, NEWEST) ? version : NEWEST);
}

/** Returns the path in the version that was agreed upon, if one was. */
export function versioned(endpoint: Reachable, path: string): string {
  const agreed = AGREED.get(endpoint);
  return agreed === undefined ? path : `/v${agreed}${path}`;
}

/** Returns one sentence when the engine's API is too old to run a container as it is asked for, else null. */
export function tooOld(endpoint: Reachable): string | null {
  const version = AGREED.get(endpoint) ?? OLDEST;
  if (!isOlder(version, OLDEST)) return null;
  return `This engine’s API is version ${version}; expected ${OLDEST} or later (Docker Engine 19.03 or later).`;
}

function isOlder(version: string, than: string): boolean {
  const [a = [], b = []] = [version, than].map((text) => text.split('.').map(Number));
  return (a[0] ?? 0) < (b[0] ?? 0) || (a[0] === b[0] && (a[1] ?? 0) < (b[1] ?? 0));
}
