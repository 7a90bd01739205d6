import { checkFailed } from '../checks/check-failed.ts';
import type { Check, CheckInput } from '../checks/check.ts';
import { CHECKS } from '../checks/index.ts';
import type { Finding, SkippedCheck } from '../report/schema.ts';
import type { Verdict } from '../words.ts';
import { summaryOf, verdictOf } from './verdict.ts';

/** What judging adds to facts and lanes. */
export interface Judged {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly findings: readonly Finding[];
  readonly skipped: readonly SkippedCheck[];
}

const WEIGHT = { error: 0, warning: 1, info: 2 } as const;

/** Returns verdict and findings of the facts and lanes. Pure: the same input gives the same answer. */
export function judge(input: CheckInput, checks: readonly Check[] = CHECKS): Judged {
  const findings: Finding[] = [];
  const skipped: SkippedCheck[] = [];
  for (const check of checks) {
    try {
      const applies = check.applicable(input);
      if (applies === true) findings.push(...check.check(input));
      else skipped.push({ code: check.code, reason: applies });
    } catch (error) {
      findings.push(checkFailed(check, error));
    }
  }
  findings.sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity] || a.code.localeCompare(b.code));
  const verdict = verdictOf(input.facts, input.lanes, findings);
  return { verdict, summary: summaryOf(verdict, input.facts, findings), findings, skipped };
}
