import { preview } from '../compose/diff.ts';
import type { NotJudged } from '../compose/env-files.ts';
import type { ComposeInput } from '../compose/files.ts';
import { readProject } from '../compose/project.ts';
import { RULES } from '../judge/checks/compose/registry.ts';
import type { FoundFault, LintFinding } from '../judge/checks/compose/rule.ts';

/** What a lint of one project found. `files` lists all that were read, those of `extends` and `include` too. */
export interface LintResult {
  readonly files: readonly string[];
  readonly services: number;
  /** In the order of the text. */
  readonly findings: readonly LintFinding[];
  /** Findings beyond those that are told. */
  readonly more: number;
  /** What could not be judged, and why. Where there is any, a project without findings is not clean. */
  readonly notJudged: readonly NotJudged[];
}

/** Findings that are told. Who has more than this mends the first of them first. */
const MOST_FINDINGS = 500;

/**
 * Returns what is so in a project's Compose files.
 * @throws ComposeError when a file cannot be read as one
 */
export function lint(input: ComposeInput): LintResult {
  const project = readProject(input);
  const order = new Map(project.files.map((file, index) => [file, index]));
  const all = RULES.flatMap((rule) => rule.check(project)).sort((a, b) => inOrder(a, b, order));
  return {
    files: project.files,
    services: project.services.length,
    findings: all.slice(0, MOST_FINDINGS).map(withFix),
    more: Math.max(0, all.length - MOST_FINDINGS),
    notJudged: project.notJudged,
  };
}

function withFix({ finding, edits }: FoundFault): LintFinding {
  const made = edits();
  return { ...finding, fix: made === null || made.length === 0 ? null : preview(made) };
}

function inOrder(a: FoundFault, b: FoundFault, order: ReadonlyMap<string, number>): number {
  const [first, second] = [a.finding, b.finding];
  return (
    (order.get(first.file) ?? 0) - (order.get(second.file) ?? 0) ||
    first.line - second.line ||
    first.column - second.column ||
    first.code.localeCompare(second.code)
  );
}
