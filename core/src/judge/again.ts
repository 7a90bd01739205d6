import type { Evidence } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Verdict } from '../words/enums.ts';
import type { Check } from './check.ts';
import { CHECKS } from './checks/registry.ts';
import { judge } from './judge.ts';

/** What a check may read of a report. `control` is of a look at the ports, which has no lanes; a report has lanes in its place. */
export type EvidenceField = Exclude<keyof Evidence, 'control'>;

/** A finding of today, and how the stored report had it; `not-judged` stands there as it was stored. */
export interface FindingAgain {
  readonly change: 'same' | 'changed' | 'new' | 'not-judged';
  readonly finding: Finding;
}

/** What today's checks say of a stored report. */
export interface JudgedAgain {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly before: { readonly verdict: Verdict; readonly summary: string };
  /** By severity, as in a report. */
  readonly findings: readonly FindingAgain[];
  /** Findings of the stored report that today's checks do not have. */
  readonly gone: readonly Finding[];
  /** Checks that need what the report does not hold. */
  readonly notJudged: readonly { readonly code: string; readonly reason: string }[];
}

/** Why a check cannot be judged from a report. */
const NOT_STORED: Readonly<Record<EvidenceField, string>> = {
  facts: 'this report does not hold the facts',
  lanes: 'this report does not hold the lanes',
  boundary: 'this report does not hold what was measured beside TCP and UDP',
  containers: 'this report does not hold the containers',
  listeners: 'this report does not hold the listeners',
  ports: 'this report does not hold what was seen of the ports',
  earlier: 'a report does not keep the lanes that were measured again on other ports',
};

/**
 * Runs today's checks over the facts and lanes of a stored report. A check that reads what the report does not hold, by
 * `missing` or by the format, is not judged: what the report said by it stays. Pure.
 */
export function judgeAgain(
  report: Report,
  missing: readonly EvidenceField[] = [],
  checks: readonly Check[] = CHECKS,
): JudgedAgain {
  const notStored = new Set<EvidenceField>(['earlier', ...missing]);
  const notJudged: { code: string; reason: string }[] = [];
  const storedOf = (code: string) => report.findings.filter((finding) => finding.code === code);
  const guarded = checks.map((check) => withoutGuessing(check, notStored, storedOf, notJudged));
  const now = judge({ ...report, earlier: [] }, guarded);
  const left = new Set(notJudged.map(({ code }) => code));
  const keys = new Set(now.findings.map(keyOf));
  return {
    verdict: now.verdict,
    summary: now.summary,
    before: { verdict: report.verdict, summary: report.summary },
    findings: now.findings.map((finding) => ({
      change: left.has(finding.code) ? 'not-judged' : changeOf(finding, report.findings),
      finding,
    })),
    gone: report.findings.filter((finding) => !keys.has(keyOf(finding))),
    notJudged,
  };
}

/** Returns the check so that it notes itself in `notJudged`, and says what was stored, once it reads what is not there. */
function withoutGuessing(
  check: Check,
  notStored: ReadonlySet<EvidenceField>,
  storedOf: (code: string) => Finding[],
  notJudged: { code: string; reason: string }[],
): Check {
  const { code } = check.entry;
  let lacks: EvidenceField | null = null;
  const watched = (evidence: Evidence): Evidence => {
    const copy = { ...evidence };
    for (const field of notStored) {
      const value = evidence[field];
      Object.defineProperty(copy, field, {
        get: () => {
          lacks ??= field;
          return value;
        },
      });
    }
    return copy;
  };
  return {
    entry: check.entry,
    applicable(evidence) {
      const applies = attempt(() => check.applicable(watched(evidence)), true);
      return lacks === null ? applies : true;
    },
    check(evidence, found) {
      const findings = lacks === null ? attempt(() => check.check(watched(evidence), found), []) : [];
      if (lacks === null) return findings;
      notJudged.push({ code, reason: NOT_STORED[lacks] });
      return storedOf(code);
    },
  };

  /** A check that fails because of what is not there is one that is not judged; any other failure is its own. */
  function attempt<T>(run: () => T, otherwise: T): T {
    try {
      return run();
    } catch (error) {
      if (lacks === null) throw error;
      return otherwise;
    }
  }
}

function changeOf(finding: Finding, stored: readonly Finding[]): FindingAgain['change'] {
  const alike = stored.filter((one) => keyOf(one) === keyOf(finding));
  if (alike.length === 0) return 'new';
  return alike.some((one) => JSON.stringify(one) === JSON.stringify(finding)) ? 'same' : 'changed';
}

function keyOf({ code, title }: Finding): string {
  return `${code} ${title}`;
}
