import { writeFileSync } from 'node:fs';
import { renderJson, renderMarkdown, renderText, type Report } from '@hostnet/core';
import { plain } from '@hostnet/core/early';
import {
  diffLines,
  diffReports,
  exportReport,
  removedLines,
  type Export,
  type ExportFormat,
} from '@hostnet/core/report';
import { errnoOf } from '@hostnet/node';
import { EXIT, UsageError } from '../exit.ts';
import { findReport, openHistory } from '../report/find.ts';
import { print, printNote, textOptions } from '../terminal.ts';

/** Options of `hostnet report show`. */
export interface ShowFlags {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly verbose?: boolean;
}

/** Options of `hostnet report export`. */
export interface ExportFlags {
  readonly format: ExportFormat;
  readonly output?: string;
  /** false with `--no-redact`. */
  readonly redact: boolean;
}

/** Prints the reports that are kept, newest first. Returns 0. */
export async function runReportList(flags: { readonly json?: boolean }): Promise<number> {
  const history = openHistory();
  const { reports, damaged } = await history.list();
  for (const name of damaged) printNote(`${name} is damaged and was set aside in ${history.damagedDir}`);
  if (flags.json === true) {
    print(`${JSON.stringify({ schema: 'hostnet.reports/1', reports, damaged }, null, 2)}\n`);
  } else if (reports.length === 0) {
    print(`No report is kept in ${history.dir}. Make one: hostnet diagnose\n`);
  } else {
    const lines = reports.map(
      ({ id, startedAt, verdict, summary }) =>
        `${id}  ${plain(startedAt.slice(0, 19).replace('T', ' '))}  ${verdict.padEnd(14)}  ${plain(summary)}`,
    );
    print(`${lines.join('\n')}\n`);
  }
  return EXIT.ok;
}

/** Prints a report as `hostnet diagnose` did. Returns 0, whatever its verdict. */
export async function runReportShow(id: string, flags: ShowFlags): Promise<number> {
  const report = await findReport(id);
  print(shown(report, flags));
  return EXIT.ok;
}

/** Prints what changed between two reports. Returns 0, whether something did or not. */
export async function runReportDiff(
  one: string,
  other: string,
  flags: { readonly json?: boolean },
): Promise<number> {
  const diff = diffReports(await findReport(one), await findReport(other));
  print(
    flags.json === true
      ? `${JSON.stringify({ schema: 'hostnet.diff/1', ...diff }, null, 2)}\n`
      : `${diffLines(diff).join('\n')}\n`,
  );
  return EXIT.ok;
}

/** Writes a report for others to read, and says on stderr what was taken out. Returns 0. */
export async function runReportExport(id: string, flags: ExportFlags): Promise<number> {
  const made = exportReport(await findReport(id), flags.format, flags.redact);
  if (flags.output === undefined || flags.output === '-') printExport(made.text);
  else writeOutput(flags.output, made);
  printNote(aboutExport(made, flags.redact));
  return EXIT.ok;
}

/** Into a pipe or a file go the bytes as they are. */
function printExport(text: string): void {
  if (process.stdout.isTTY) print(text);
  else process.stdout.write(text);
}

function aboutExport({ removed }: Export, redacted: boolean): string {
  if (!redacted) return 'Not redacted: it holds addresses, names and paths of this computer.';
  if (removed.length === 0) return 'Nothing had to be removed.';
  return [
    'Removed, each value replaced by a token:',
    ...removedLines(removed).map((line) => `  ${line}`),
  ].join('\n');
}

function writeOutput(path: string, { text }: Export): void {
  try {
    writeFileSync(path, text, { mode: 0o600 });
  } catch (error) {
    const code = errnoOf(error) ?? 'unknown';
    throw new UsageError(
      `${JSON.stringify(path.slice(0, 200))} cannot be written (${code}). Expected the path of a file in a folder that is there and may be written.`,
      { cause: error },
    );
  }
}

function shown(report: Report, flags: ShowFlags): string {
  if (flags.json === true) return renderJson(report);
  if (flags.markdown === true) return renderMarkdown(report);
  return renderText(report, {
    ...textOptions(),
    verbose: flags.verbose === true,
  });
}
