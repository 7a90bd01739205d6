import { checkFailed } from './check-failed.ts';
import type { Check } from './check.ts';
import type { VerdictEffect } from './entry.ts';
import type { Evidence } from '../model/evidence.ts';
import { CHECKS } from './checks/registry.ts';
import type { Finding, SkippedCheck } from '../model/finding.ts';
import type { Verdict } from '../words/enums.ts';
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
export function judge(input: Evidence, checks: readonly Check[] = CHECKS): Judged {
  const findings: Finding[] = [];
  const skipped: SkippedCheck[] = [];
  for (const check of checks) {
    try {
      const applies = check.applicable(input);
      if (applies === true) findings.push(...check.check(input, findings));
      else skipped.push({ code: check.entry.code, reason: applies });
    } catch (error) {
      findings.push(checkFailed(check, error));
    }
  }
  findings.sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity] || a.code.localeCompare(b.code));
  const verdict = verdictOf(input.facts, input.lanes, findings, effectsOf(checks));
  return { verdict, summary: summaryOf(verdict, input.facts, findings), findings, skipped };
}

/** Returns what each code does to the verdict by its check's catalogue entry; undefined where it does nothing. */
export function effectsOf(checks: readonly Check[] = CHECKS): (code: string) => VerdictEffect | undefined {
  const effects = new Map<string, VerdictEffect | undefined>(
    checks.map(({ entry }) => [entry.code, entry.effect]),
  );
  return (code) => effects.get(code);
}
