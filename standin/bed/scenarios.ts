import { defaultKnobs, KnobError, turn, type Knobs } from './knobs.ts';
import { ENGINES } from './scenarios/engines.ts';
import { FAULTS } from './scenarios/faults.ts';
import { FORWARDING } from './scenarios/forwarding.ts';
import { SETTINGS } from './scenarios/settings.ts';
import type { Scenario, Scenarios } from './scenarios/types.ts';
import { VERSIONS } from './scenarios/versions.ts';

export type { Scenario } from './scenarios/types.ts';

/** Named states of Docker Desktop and of other engines, with what a diagnosis must say of each. */
export const SCENARIOS: Scenarios = { ...VERSIONS, ...SETTINGS, ...ENGINES, ...FORWARDING, ...FAULTS };

/** Returns a scenario. Throws KnobError with the list when there is none of that name. */
export function scenarioOf(name: string): Scenario {
  const found = Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
  if (found) return found;
  throw new KnobError(
    `There is no scenario named "${name}"; scenarios are: ${Object.keys(SCENARIOS).join(', ')}.`,
  );
}

/** Returns all knobs of a scenario. Throws KnobError when one of them is none. */
export function knobsOf(scenario: Scenario): Knobs {
  return turn(defaultKnobs(), scenario.knobs);
}
