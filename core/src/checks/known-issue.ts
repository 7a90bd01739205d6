import { desktopOf, NOT_DESKTOP } from '../desktop/desktop-of.ts';
import { matchIssues } from '../issues/match.ts';
import { HN0701 } from './catalogue.ts';
import type { Check, CheckInput } from './check.ts';
import { finding } from './entry.ts';
import { SYMPTOM_CHECKS } from './symptoms.ts';

/** HN0701: a symptom that was found is a known issue of this version on this system. */
export const knownIssue: Check = {
  code: HN0701.code,
  applicable: ({ facts }) => desktopOf(facts) !== null || NOT_DESKTOP,
  check(input) {
    const { engine, host } = input.facts;
    const version = desktopOf(input.facts)?.version ?? null;
    const kernel = engine.reachable ? engine.kernel : '';
    const addresses = host.interfaces.flatMap((i) => i.addresses.map((a) => a.address));
    return matchIssues({ version, platform: host.platform, kernel, addresses, codes: codesFound(input) }).map(
      (issue) =>
        finding(
          HN0701,
          {
            symptom: issue.symptom,
            text: issue.fixedIn === null ? 'No release is known to mend it.' : `Mended in ${issue.fixedIn}.`,
          },
          {
            evidence: [`Docker Desktop ${version ?? 'of unknown version'} on ${host.platform}`, issue.link],
            remedy: { text: issue.workaround, command: null },
          },
        ),
    );
  },
};

function codesFound(input: CheckInput): string[] {
  return SYMPTOM_CHECKS.filter((check) => check.applicable(input) === true).flatMap((check) =>
    check.check(input).map((f) => f.code),
  );
}
