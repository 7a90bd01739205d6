import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import type { Change } from './change.ts';

/** Ports from here on are handed out anew in each run (IANA’s dynamic range is above 49151; Linux begins at 32768). */
const PASSING_PORT = /\b(?:3276[89]|327[7-9]\d|32[89]\d\d|3[3-9]\d{3}|[4-6]\d{4})\b/g;
const WEIGHT = { error: 2, warning: 1, info: 0 } as const;

/** Times that a title tells are measured anew in each run. */
const TIME = /\b\d+(?:\.\d+)? (?:ms|s)\b/g;

/**
 * Returns the findings that came, those that went, and those that weigh otherwise. With `improved` false a finding that
 * went is no good news: where nothing gets through any more, smaller faults are not seen.
 */
export function findingChanges(before: Report, after: Report, improved: boolean): Change[] {
  const [was, is] = [byKey(before), byKey(after)];
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
    const tone = severity === 'info' || !improved ? 'neutral' : 'better';
    changes.push({ about: 'finding', tone, sentence: `Gone: ${code} ${title}.` });
  }
  return changes.sort((a, b) => a.sentence.localeCompare(b.sentence));
}

/** What makes a finding the same one in another run: its code and title, without what every run has anew. */
function byKey({ findings, facts }: Report): Map<string, Finding> {
  const lan = facts.host.lanAddress;
  return new Map(
    findings.map((finding) => {
      const title = finding.title.replaceAll(PASSING_PORT, '*').replaceAll(TIME, '*');
      return [`${finding.code} ${lan.known ? title.replaceAll(lan.value, 'LAN') : title}`, finding];
    }),
  );
}

function nameOf(severity: Finding['severity']): string {
  return severity === 'info' ? 'note' : severity;
}
