import { isDesktop } from './engine-json.ts';
import type { DesktopSettings, Facts } from '../model/facts.ts';
import type { Known } from '../model/known.ts';

/** What a check needs to know of Docker Desktop. */
export interface DesktopFacts {
  /** null when the engine does not say. */
  readonly version: string | null;
  readonly settings: DesktopSettings | null;
}

/** Returns what is known of Docker Desktop; null where the engine is another one. */
export function desktopOf(facts: Facts): DesktopFacts | null {
  if (!facts.engine.reachable || !isDesktop(facts.engine)) return null;
  return { version: facts.engine.desktop?.version ?? null, settings: facts.host.desktop };
}

/** Reason of a check that makes sense on Docker Desktop alone. */
export const NOT_DESKTOP = 'the engine is not Docker Desktop';

/** The value of a hint; null when it is unknown. */
export function hint(fact: Known<boolean> | undefined): boolean | null {
  return fact?.known === true ? fact.value : null;
}

/** A hint as a line of evidence. */
export function hintLine(name: string, fact: Known<boolean> | undefined): string {
  if (!fact) return `${name}: not read`;
  return fact.known
    ? `${name}: ${fact.value ? 'on' : 'off'} (${fact.source})`
    : `${name}: unknown (${fact.reason})`;
}
