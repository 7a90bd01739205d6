import coerce from 'semver/functions/coerce.js';
import satisfies from 'semver/functions/satisfies.js';
import { KNOWN_ISSUES, type KnownIssue } from './known-issues.ts';

/** What an issue is matched against. */
export interface IssueInput {
  /** Version of Docker Desktop; null when it is not known or the engine is another. */
  readonly version: string | null;
  readonly platform: string;
  readonly kernel: string;
  /** Addresses of this computer's interfaces. */
  readonly addresses: readonly string[];
  /** Codes of the findings so far. */
  readonly codes: readonly string[];
}

/** Returns the known issues that fit: version, system and symptom alike. An unknown version fits no range. */
export function matchIssues(input: IssueInput, issues: readonly KnownIssue[] = KNOWN_ISSUES): KnownIssue[] {
  const version = input.version === null ? null : coerce(input.version);
  return issues.filter(
    (issue) =>
      (issue.versions === null || (version !== null && satisfies(version, issue.versions))) &&
      (issue.platforms === null || issue.platforms.includes(input.platform)) &&
      (issue.kernel === null || issue.kernel.test(input.kernel)) &&
      (issue.hostAddress === null || input.addresses.includes(issue.hostAddress)) &&
      (issue.codes === null || issue.codes.some((code) => input.codes.includes(code))),
  );
}
