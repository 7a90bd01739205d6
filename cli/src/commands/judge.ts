import { judgeAgain, readOlder, type FindingAgain, type JudgedAgain } from '@hostnet/core/report';
import { EXIT, UsageError } from '../exit.ts';
import { findStoredJson } from '../report/find.ts';
import { print } from '../terminal.ts';
import { VERSION } from '../version.ts';

const MARKS: Readonly<Record<FindingAgain['change'], string>> = {
  new: '+',
  changed: '~',
  same: '=',
  'not-judged': '?',
};

/** Who made a report, and when. */
interface Origin {
  readonly startedAt: string;
  readonly version: string;
  readonly schema: string;
}

/** Prints what today's checks say of a stored report. Returns 0, whatever its verdict. Throws UsageError for what is no report. */
export async function runReportJudge(id: string, flags: { readonly json?: boolean }): Promise<number> {
  const older = readOlder(await findStoredJson(id));
  if (older === null)
    throw new UsageError(
      `${JSON.stringify(id.slice(0, 200))} is no report that can be judged. Expected one that \`hostnet diagnose --json\` printed or kept, with its facts and lanes.`,
    );
  const { report, schema, missing } = older;
  const judged = judgeAgain(report, missing);
  const origin = { startedAt: report.startedAt, version: report.tool.version, schema };
  print(
    flags.json === true
      ? `${JSON.stringify({ schema: 'hostnet.judged/1', report: origin, judgedBy: VERSION, ...judged }, null, 2)}\n`
      : `${linesOf(judged, origin).join('\n')}\n`,
  );
  return EXIT.ok;
}

function linesOf(judged: JudgedAgain, { startedAt, version }: Origin): string[] {
  const { verdict, summary, before, findings, gone, notJudged } = judged;
  const was = before.verdict === verdict ? 'as before' : `before: ${before.verdict}`;
  return [
    `report of ${startedAt} by hostnet ${version}, judged by hostnet ${VERSION}`,
    `verdict: ${verdict} (${was})`,
    summary,
    ...findings.map(
      ({ change, finding }) => `  ${MARKS[change]} ${finding.code} ${finding.severity}: ${finding.title}`,
    ),
    ...gone.map((finding) => `  - ${finding.code} ${finding.severity}: ${finding.title}`),
    ...notJudged.map(({ code, reason }) => `not judged: ${code}, because ${reason}`),
    'marks: + new, ~ changed, = the same, - no longer found, ? not judged',
  ];
}
