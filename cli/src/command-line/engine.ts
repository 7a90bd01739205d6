import { Option, type Command } from 'commander';
import type { DiagnoseFlags } from '../commands/diagnose.ts';
import { addProbeOptions, askEarly, type Running } from './options.ts';

/** Adds the commands about the engine and the feature: diagnose, status, cleanup. */
export function addEngineCommands(program: Command, { stop, done }: Running): void {
  const diagnose = program
    .command('diagnose')
    .description(
      'Measures every lane and ends in a verdict. Exit code: 0 working, 1 broken, 2 usage, 3 not measured, 130 cancelled.',
    )
    .addOption(
      new Option('--json', 'print the report as JSON, and nothing else on stdout').conflicts('markdown'),
    )
    .option('--markdown', 'print the report as Markdown for an issue tracker')
    .option('--full', 'measure the controls that need containers of their own too')
    .option('--verbose', 'print every lane');
  addProbeOptions(diagnose, 'which engine to measure').action(async (flags: DiagnoseFlags) => {
    const asked = askEarly(flags.engine, stop);
    const { runDiagnose } = await import('../commands/diagnose.ts');
    done(await runDiagnose(flags, stop, asked));
  });

  program
    .command('status')
    .description('Shows what is known without measuring.')
    .option('--json', 'print it as JSON')
    .action(async (flags: { json?: boolean }) => {
      const { runStatus } = await import('../commands/status.ts');
      done(await runStatus(flags, stop));
    });

  program
    .command('cleanup')
    .description('Removes containers that a run left behind, and the image that hostnet made on the engine.')
    .option('--all', 'also those of a diagnosis still under way')
    .addOption(new Option('--container <name>', 'only that one, which may be on its way').hideHelp())
    .addOption(new Option('--made', 'with --container: it is not on its way any more').hideHelp())
    .action(async (flags: { all?: boolean; container?: string; made?: boolean }) => {
      if (flags.container !== undefined) {
        const { removeOrphan } = await import('../commands/orphan.ts');
        done(await removeOrphan(flags.container, flags.made === true, stop));
        return;
      }
      const { runCleanup } = await import('../commands/cleanup.ts');
      done(await runCleanup(flags, stop));
    });
}
