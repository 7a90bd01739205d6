import { finding, type Entry, type FindingParts } from '../../entry.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Edit } from '../../../compose/edit.ts';
import { placeOf, type Span } from '../../../compose/located.ts';
import { ownEdits } from '../../../compose/fix.ts';
import type { Project, Service } from '../../../compose/project.ts';

/** What is so in a Compose file, and where. Line and column count from 1. */
export interface LintFinding extends Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The service it is about; null for a network. */
  readonly service: string | null;
  /** What would change, as a unified diff; null where only a person can say. */
  readonly fix: string | null;
}

/** A finding whose preview is not made yet. */
export interface FoundFault {
  readonly finding: Omit<LintFinding, 'fix'>;
  readonly edits: () => readonly Edit[] | null;
}

/** A rule with a stable code that reads a project and returns what is so in it. Pure. */
export interface LintRule {
  readonly entry: Entry;
  check(project: Project): FoundFault[];
}

/** What a rule adds to its catalogue entry. */
interface Found extends FindingParts {
  readonly service: Service | null;
  readonly at: Span;
  /** Returns the edits that mend it; null where only a person can say. */
  readonly fix: () => readonly Edit[] | null;
}

/** Returns a finding of this entry at its place. `args` are the placeholders of its title and template. */
export function found<Title extends string, Template extends string>(
  entry: Entry<Title, Template>,
  args: Parameters<typeof finding<Title, Template>>[1],
  { service, at, fix, ...parts }: Found,
): FoundFault {
  return {
    finding: { ...finding(entry, args, parts), ...placeOf(at), service: service?.name ?? null },
    edits: () => (service ? ownEdits(service, fix()) : fix()),
  };
}

/** Returns the services in host mode, with the mode. */
export function hostServices(project: Project) {
  return project.services.flatMap((service) =>
    service.mode.kind === 'host' ? [{ service, mode: service.mode }] : [],
  );
}
