import type { Finding, Report } from '../schema.ts';
import type { Change } from './change.ts';

/** Ports from here on are handed out anew in each run (IANA’s dynamic range is above 49151; Linux begins at 32768). */
const PASSING_PORT = /\b(?:3276[89]|327[7-9]\d|32[89]\d\d|3[3-9]\d{3}|[4-6]\d{4})\b/g;
const WEIGHT = { error: 2, warning: 1, info: 0 } as const;

/** Returns the findings that came, those that went, and those that weigh otherwise. */
export function findingChanges(before: Report, after: Report): Change[] {
  const [was, is] = [byKey(before.findings), byKey(after.findings)];
  const changes: Change[] = [];
  for (const [key, finding] of is) {
    const old = was.get(key);
    const { code, title, severity } = finding;
    if (!old) {
      const tone = severity === 'info' ? 'neutral' : 'worse';
      changes.push({ about: 'finding', tone, sentence: `New ${nameOf(severity)}: ${code} ${title}.` });
    } else if (old.severity !== severity) {
      const tone = WEIGHT[severity] > WEIGHT[old.severity] ? 'worse' : 'better';
      const sentence = `${code} ${title}: now ${nameOf(severity)}, was ${nameOf(old.severity)}.`;
      changes.push({ about: 'finding', tone, sentence });
    }
  }
  for (const [key, { code, title, severity }] of was) {
    if (is.has(key)) continue;
    const tone = severity === 'info' ? 'neutral' : 'better';
    changes.push({ about: 'finding', tone, sentence: `Gone: ${code} ${title}.` });
  }
  return changes.sort((a, b) => a.sentence.localeCompare(b.sentence));
}

function byKey(findings: readonly Finding[]): Map<string, Finding> {
  return new Map(
    findings.map((finding) => [`${finding.code} ${finding.title.replaceAll(PASSING_PORT, '*')}`, finding]),
  );
}

function nameOf(severity: Finding['severity']): string {
  return severity === 'info' ? 'note' : severity;
}
