/** Returns null when a value fits, else where and why it does not. */
export type Rule = (value: unknown, path: string) => string | null;

/** A text of this length, in UTF-16 units, that matches the pattern when there is one. */
export function text(least: number, most: number, pattern?: RegExp): Rule {
  return (value, path) => {
    if (typeof value !== 'string') return `${path}: expected a text`;
    if (value.length < least || value.length > most)
      return `${path}: expected ${least} to ${most} characters`;
    return pattern && !pattern.test(value) ? `${path}: expected the form ${String(pattern)}` : null;
  };
}

/** A whole number in a range. */
export function whole(least: number, most: number): Rule {
  return (value, path) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
      ? null
      : `${path}: expected a whole number from ${least} to ${most}`;
}

/** One of these values. */
export function oneOf(...values: readonly (string | number)[]): Rule {
  return (value, path) =>
    values.includes(value as string) ? null : `${path}: expected ${values.join(' or ')}`;
}

/** true or false. */
export const flag: Rule = (value, path) =>
  typeof value === 'boolean' ? null : `${path}: expected true or false`;

/** A list of at most this many. */
export function list(most: number, item: Rule): Rule {
  return (value, path) => {
    if (!Array.isArray(value)) return `${path}: expected a list`;
    if (value.length > most) return `${path}: expected at most ${most} entries`;
    return first(value.map((entry, index) => () => item(entry, `${path}.${index}`)));
  };
}

/** An object with exactly these keys; the optional ones may be left out. */
export function shape(
  required: Readonly<Record<string, Rule>>,
  optional: Readonly<Record<string, Rule>> = {},
): Rule {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return `${path}: expected an object`;
    const given = value as Readonly<Record<string, unknown>>;
    const stranger = Object.keys(given).find((key) => !(key in required) && !(key in optional));
    if (stranger !== undefined) return `${path}: unknown key ${JSON.stringify(stranger)}`;
    return first([
      ...Object.entries(required).map(
        ([key, rule]) =>
          () =>
            rule(given[key], `${path}.${key}`),
      ),
      ...Object.entries(optional).map(
        ([key, rule]) =>
          () =>
            given[key] === undefined ? null : rule(given[key], `${path}.${key}`),
      ),
    ]);
  };
}

function first(tests: readonly (() => string | null)[]): string | null {
  for (const test of tests) {
    const problem = test();
    if (problem !== null) return problem;
  }
  return null;
}
