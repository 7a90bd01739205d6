import { desktopOf, NOT_DESKTOP } from '../../../facts/desktop-of.ts';
import { matchIssues } from '../../../knowledge/match-issues.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0701 = entry({
  code: 'HN0701',
  name: 'known-issue',
  severity: 'info',
  title: 'Known in this version: {symptom}',
  template: '{text}',
});

/** HN0701: a symptom that was found is a known issue of this version on this system. */
export const knownIssue: Check = {
  entry: HN0701,
  applicable: ({ facts }) => desktopOf(facts) !== null || NOT_DESKTOP,
  check({ facts }, found = []) {
    const { engine, host } = facts;
    const version = desktopOf(facts)?.version ?? null;
    const kernel = engine.reachable ? engine.kernel : '';
    const addresses = host.interfaces.flatMap((i) => i.addresses.map((a) => a.address));
    return matchIssues({
      version,
      platform: host.platform,
      kernel,
      addresses,
      codes: found.map((one) => one.code),
    }).map((issue) =>
      finding(
        HN0701,
        {
          symptom: issue.symptom,
          text: issue.fixedIn === null ? 'No release is known to fix it.' : `Fixed in ${issue.fixedIn}.`,
        },
        {
          evidence: [`Docker Desktop ${version ?? 'of unknown version'} on ${host.platform}`, issue.link],
          remedy: { text: issue.workaround, command: null },
        },
      ),
    );
  },
};
