import { entryOf, type Entry, type Scalar } from './located.ts';
import { pairsOf } from './pairs.ts';
import type { Service } from './project.ts';

/** A variable that a service gets, and what says so. */
export interface Variable {
  readonly key: string;
  readonly value: Scalar;
  /** The entry of the service that holds the value; null for what an env file says. */
  readonly under: Entry | null;
  /** Words for people: `environment DB_HOST`. */
  readonly by: string;
}

/** Returns the variables that a service gets, `environment` before what its env files say. */
export function variablesOf(service: Service): Variable[] {
  const under = entryOf(service.map, 'environment');
  return pairsOf(under?.value).flatMap(({ key, value }) =>
    under && value.kind === 'scalar' && value.text !== null
      ? [{ key, value, under, by: `environment ${key}` }]
      : [],
  );
}
