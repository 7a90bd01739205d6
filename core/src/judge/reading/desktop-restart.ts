import { olderThan } from '../../knowledge/click-path.ts';
import { desktopOf } from '../../facts/desktop-of.ts';
import type { Facts } from '../../model/facts.ts';

/** First version with `docker desktop restart` (Docker docs, "Docker Desktop CLI"). */
const FIRST = '4.37.0';

/** Returns the command that restarts Docker Desktop; null where its version has none, or is not known. */
export function restartCommand(facts: Facts): string | null {
  const version = desktopOf(facts)?.version ?? null;
  return version === null || olderThan(version, FIRST) ? null : 'docker desktop restart';
}
