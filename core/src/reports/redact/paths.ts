import type * as z from 'zod';

/** What a schema's definition may hold, by its kind (zod 4, `schema.def`). */
interface Def {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly innerType?: z.ZodType;
}

/** Test helper: returns the path of every leaf of a schema, `[]` for an entry of a list, with the kinds of value it may hold. */
export function leavesOf(schema: z.ZodType, path = ''): Map<string, Set<string>> {
  const leaves = new Map<string, Set<string>>();
  const add = (at: string, kinds: Iterable<string>): void => {
    leaves.set(at, new Set([...(leaves.get(at) ?? []), ...kinds]));
  };
  const take = (inner: z.ZodType, at: string): void => {
    for (const [leaf, kinds] of leavesOf(inner, at)) add(leaf, kinds);
  };
  const def = schema.def as unknown as Def;
  switch (def.type) {
    case 'object':
      for (const [key, field] of Object.entries(def.shape ?? {}))
        take(field, path === '' ? key : `${path}.${key}`);
      break;
    case 'array':
      if (def.element) take(def.element, `${path}[]`);
      break;
    case 'union':
      for (const option of def.options ?? []) take(option, path);
      break;
    case 'nullable':
      add(path, ['null']);
      if (def.innerType) take(def.innerType, path);
      break;
    case 'default':
    case 'prefault':
    case 'optional':
    case 'readonly':
      if (def.innerType) take(def.innerType, path);
      break;
    case 'string':
    case 'number':
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'template_literal':
      add(path, [def.type]);
      break;
    default:
      throw new Error(`${path}: the walker knows no ${def.type}; teach it, and the table`);
  }
  return leaves;
}
