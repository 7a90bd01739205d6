import { HN0001 } from './check-failed.ts';
import { RULES } from './checks/compose/registry.ts';
import { CHECKS } from './checks/registry.ts';
import type { Entry } from './entry.ts';

/**
 * What each code means, in the order of the codes; 00xx are about the tool itself. A file of its own: who judges lanes loads
 * neither the rules of Compose files nor their parser.
 */
export const CATALOGUE: readonly Entry[] = /* @__PURE__ */ catalogue();

function catalogue(): Entry[] {
  const entries = [...CHECKS, ...RULES].map((check) => check.entry);
  return [HN0001, ...entries.sort((a, b) => (a.code < b.code ? -1 : 1))];
}
