import type { Report } from '@hostnet/core';
import { CATALOGUE } from '@hostnet/core/catalogue';
import { REPORTED_CASES } from './reported.ts';
import type { Scenario } from './types.ts';

/** What a diagnosis of one scenario said. */
export interface Measured {
  readonly name: string;
  readonly scenario: Scenario;
  readonly report: Pick<Report, 'verdict' | 'findings'>;
}

/** Codes that chance adds to any scenario: the bed's forwarder, and its ports, share the machine with the tests. */
export const BUSY_CODES: readonly string[] = ['HN0218', 'HN0220'];

/** Titles with ports, addresses, times and counts in them, which differ from run to run: their code stands alone. */
const VARYING: readonly string[] = ['HN0210', 'HN0214', 'HN0215', 'HN0217', 'HN0218', 'HN0219', 'HN0221'];

/** Returns the codes a report must not hold: none, when it is as its scenario says. */
export function unexpectedCodes({ scenario, report }: Measured): string[] {
  const fine = [...scenario.codes, ...(scenario.may ?? []), ...BUSY_CODES];
  return [...new Set(report.findings.map((finding) => finding.code))].filter((code) => !fine.includes(code));
}

/** Returns the page of all scenarios as Markdown: what is set up, and what was said of it. */
export function verdictsPage(rows: readonly Measured[]): string {
  return `${HEAD}
| scenario | what is set up | verdict | findings |
| --- | --- | --- | --- |
${rows.map(rowOf).join('\n')}
${REPORTED}
| case | what is set up | what hostnet says |
| --- | --- | --- |
${REPORTED_CASES.map(({ id, about, says }) => `| ${id} | ${cell(about)} | ${linked(cell(says))} |`).join('\n')}
`;
}

const REPORTED = `
## Ports, programs and Compose files of people

Cases from public reports and files that hostnet once got wrong. Tests whose names begin with the case hold what it says;
\`scripts/check/reported.test.ts\` sees that each case has one.
`;

/** Codes lead to their pages. */
const linked = (text: string): string =>
  text.replaceAll(/HN\d{4}/g, (code) => `[${code}](checks/${code}.md)`);

const HEAD = `# Verdicts

What \`hostnet diagnose\` says of each state that the test bed can be put into. This page is written by
\`cli/test/scenarios.test.ts\` from what was measured, and the same test compares it: \`HOSTNET_UPDATE=1\` writes it anew.
Every row is a real run: a Docker Engine in a network namespace of its own behind a layer-4 forwarder, with the knobs and
faults of \`standin/bed/scenarios/\`. The bed is no Docker Desktop; \`standin/bed/README.md\` lists where it differs.

To see one: \`npm run bed -- up\`, \`npm run bed -- scenario NAME\`, \`eval "$(npm run -s bed -- env)"\`, \`npx hostnet diagnose\`.

Of titles with measured numbers or made-up names in them the short name of the code is shown.
`;

function rowOf({ name, scenario, report }: Measured): string {
  const told = report.findings.filter((finding) => scenario.codes.includes(finding.code));
  const lines = told.map(({ code, title }) => {
    const short = CATALOGUE.find((entry) => entry.code === code)?.name ?? code;
    return `[${code}](checks/${code}.md) ${VARYING.includes(code) ? short : cell(title)}`;
  });
  return `| ${name} | ${cell(scenario.about)} | ${report.verdict} | ${[...new Set(lines)].join('<br>')} |`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
