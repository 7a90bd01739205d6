import type { Finding } from '../report/schema.ts';
import type { Severity } from '../words.ts';

/** Names of the `{placeholders}` in a template. */
type Placeholders<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** One line of the catalogue: what a code means. Codes are never reused. */
export interface Entry<Title extends string = string, Template extends string = string> {
  readonly code: `HN${string}`;
  /** File name of the check, and a name for people who talk about it. */
  readonly name: string;
  readonly severity: Severity;
  readonly title: Title;
  readonly template: Template;
}

/** Returns the entry, keeping the literal types of title and template so that their arguments are typed. */
export function entry<const Title extends string, const Template extends string>(
  value: Entry<Title, Template>,
): Entry<Title, Template> {
  return value;
}

/** Where the page of a code is published. */
const PAGES = 'https://github.com/hostnet/host-networking/blob/main/docs/checks';

/** Returns the address of the page that explains a code. */
export function pageUrl(code: string): string {
  return `${PAGES}/${code}.md`;
}

/** What a finding adds to its catalogue entry. */
export interface FindingParts {
  readonly evidence: readonly string[];
  readonly remedy: Finding['remedy'];
  /** A severity other than the catalogue's, where the same fact weighs less or more. */
  readonly severity?: Severity;
}

/** Returns a finding of this entry. `args` are exactly the placeholders of its title and template. */
export function finding<Title extends string, Template extends string>(
  from: Entry<Title, Template>,
  args: Readonly<Record<Placeholders<Title> | Placeholders<Template>, string>>,
  parts: FindingParts,
): Finding {
  return {
    code: from.code,
    severity: parts.severity ?? from.severity,
    title: fill(from.title, args),
    detail: fill(from.template, args),
    evidence: [...parts.evidence],
    remedy: parts.remedy,
    url: pageUrl(from.code),
  };
}

function fill(template: string, args: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => args[name] ?? whole);
}
