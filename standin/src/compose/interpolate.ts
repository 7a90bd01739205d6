import { StandinFailure } from '../failure.ts';

const VARIABLE =
  /\$(?:\$|(?<plain>[A-Za-z_]\w*)|\{(?<braced>[A-Za-z_]\w*)(?:(?<operator>:?-)(?<fallback>[^}]*))?\}|(?<bad>\{[^}]*\}?|))/g;

/**
 * Returns a compose value with every `${VAR}`, `$VAR`, `${VAR:-default}` and `${VAR-default}` replaced and `$$` turned
 * into `$` (Compose specification, interpolation). Throws StandinFailure for an unset variable without a default:
 * Compose would go on with an empty string, which never is what the file means.
 */
export function interpolate(value: unknown, variables: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return interpolateText(value, variables);
  if (Array.isArray(value)) return value.map((entry) => interpolate(entry, variables));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, interpolate(entry, variables)]),
    );
  }
  return value;
}

function interpolateText(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(VARIABLE, (match: string, ...rest: unknown[]) => {
    if (match === '$$') return '$';
    const groups = rest.at(-1) as Record<string, string | undefined>;
    const name = groups['plain'] ?? groups['braced'];
    if (name === undefined) {
      throw new StandinFailure(
        `The compose file holds "${text}", whose "${match}" is no variable; write $$ for a dollar sign.`,
      );
    }
    const found = variables[name];
    if (found !== undefined && !(groups['operator'] === ':-' && found === '')) return found;
    if (groups['fallback'] !== undefined) return groups['fallback'];
    throw new StandinFailure(
      `The compose file uses the variable ${name}, which Docker Desktop does not set; it sets DESKTOP_PLUGIN_IMAGE only.`,
    );
  });
}
