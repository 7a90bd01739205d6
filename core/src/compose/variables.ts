import { entryOf, type Entry, type Scalar } from './located.ts';
import { pairsOf } from './pairs.ts';
import type { Service } from './project.ts';

/** A variable that a service gets, and what says so. */
export interface Variable {
  readonly key: string;
  readonly value: Scalar;
  /** The entry of the service that holds the value; null for what an env file says. */
  readonly under: Entry | null;
  /** Words for people: `environment DB_HOST`, `DB_HOST in web.env`. */
  readonly by: string;
}

/** Returns the variables that a service gets: those of `environment`, then what its env files say besides. */
export function variablesOf(service: Service): Variable[] {
  const under = entryOf(service.map, 'environment');
  const own = pairsOf(under?.value);
  const said = own.flatMap(({ key, value }): Variable[] =>
    under && value.kind === 'scalar' && value.text !== null
      ? [{ key, value, under, by: `environment ${key}` }]
      : [],
  );
  const keys = new Set(own.map(({ key }) => key));
  const files = service.envFiles.filter(({ key }) => !keys.has(key));
  return [
    ...said,
    ...files.map(({ path, key, value, span }): Variable => {
      const scalar: Scalar = { kind: 'scalar', text: value, span, tag: null, size: 1, depth: 1 };
      return { key, value: scalar, under: null, by: `${key} in ${path}` };
    }),
  ];
}
