import { Option, type Command } from 'commander';
import type { ExportFlags, ShowFlags } from '../commands/report.ts';
import type { Running } from './options.ts';

/** Forms of `--format`; the same as core's EXPORT_FORMATS, which is loaded only when a report is exported. */
const FORMATS = ['json', 'markdown', 'junit'];

/** Adds `hostnet report` with its own commands. */
export function addReportCommands(program: Command, { done }: Running): void {
  const report = program
    .command('report')
    .description(
      'Lists, shows, compares, judges again and exports the reports that `hostnet diagnose` kept. ID is an id or its beginning, `latest`, or a file.',
    );
  report
    .command('list')
    .description('Lists the reports that are kept, newest first.')
    .option('--json', 'print it as JSON')
    .action(async (flags: { json?: boolean }) => {
      const { runReportList } = await import('../commands/report.ts');
      done(await runReportList(flags));
    });
  report
    .command('show')
    .description('Prints a report again.')
    .argument('<id>')
    .addOption(new Option('--json', 'print it as JSON, unchanged').conflicts('markdown'))
    .option('--markdown', 'print it as Markdown')
    .option('--verbose', 'print every lane')
    .action(async (id: string, flags: ShowFlags) => {
      const { runReportShow } = await import('../commands/report.ts');
      done(await runReportShow(id, flags));
    });
  report
    .command('diff')
    .description('Shows what changed between two reports.')
    .argument('<id>')
    .argument('[other]', 'the other report', 'latest')
    .option('--json', 'print it as JSON')
    .action(async (one: string, other: string, flags: { json?: boolean }) => {
      const { runReportDiff } = await import('../commands/report.ts');
      done(await runReportDiff(one, other, flags));
    });
  report
    .command('judge')
    .description(
      'Runs the checks of this version on a stored report, also on one of an older version, and shows what is new.',
    )
    .argument('<id>')
    .option('--json', 'print it as JSON')
    .action(async (id: string, flags: { json?: boolean }) => {
      const { runReportJudge } = await import('../commands/judge.ts');
      done(await runReportJudge(id, flags));
    });
  report
    .command('export')
    .description('Writes a report without addresses, names and paths of this computer, for others to read.')
    .argument('<id>')
    .addOption(new Option('--format <format>', 'its form').choices(FORMATS).default('json'))
    .option('--output <file>', 'write it there; without it, to stdout')
    .option('--no-redact', 'leave everything in')
    .action(async (id: string, flags: ExportFlags) => {
      const { runReportExport } = await import('../commands/report.ts');
      done(await runReportExport(id, flags));
    });
}
