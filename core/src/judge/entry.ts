import type { Finding } from '../model/finding.ts';
import type { Severity } from '../words/enums.ts';

/** Names of the `{placeholders}` in a template. */
type Placeholders<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/**
 * What a finding does to the verdict: `not-available`, the feature cannot exist here, whatever is measured;
 * `not-available-while-dead`, the same as long as nothing is measured to work, since a measurement beats a version; `impairs`,
 * something that the feature promises is impaired, though every cell of lanes answers.
 */
export type VerdictEffect = 'not-available' | 'not-available-while-dead' | 'impairs';

/**
 * Where a surface shows a finding beside the list of all: `setup`, the steps of setting up mend it; `conflict`, two programs or
 * containers want one port; `restart`, a restart of its container mends it.
 */
export type Topic = 'setup' | 'conflict' | 'restart';

/** One line of the catalogue: what a code means. Codes are never reused. */
export interface Entry<Title extends string = string, Template extends string = string> {
  readonly code: `HN${string}`;
  /** File name of the check, and a name for people who talk about it. */
  readonly name: string;
  readonly severity: Severity;
  readonly title: Title;
  readonly template: Template;
  readonly effect?: VerdictEffect;
  readonly topic?: Topic;
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
  /** Ports it speaks of, as `80/tcp`: what says why one port is unreachable reads them. */
  readonly ports?: readonly string[];
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
    ...(parts.ports ? { ports: [...parts.ports] } : {}),
  };
}

function fill(template: string, args: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => args[name] ?? whole);
}
