import type { Command } from 'commander';
import type { LintFlags } from '../commands/lint.ts';
import type { Running } from './options.ts';

/** Adds the commands that read and measure nothing: explain, lint. */
export function addReadingCommands(program: Command, { stop, done }: Running): void {
  program
    .command('explain')
    .description('Explains a code, such as HN0205.')
    .argument('<code>')
    .option('--json', 'print it as JSON')
    .action(async (code: string, flags: { json?: boolean }) => {
      const { runExplain } = await import('../commands/explain.ts');
      done(runExplain(code, flags));
    });

  program
    .command('lint')
    .description(
      'Finds faults of host networking in Compose files. Several files are merged as `docker compose -f` does. Exit code: 0 none, 1 some, 2 usage.',
    )
    .argument('[files...]', 'Compose files, a folder, or `-`; without one, what Compose would read here')
    .option('--json', 'print it as JSON')
    .option('--rewrite <words...>', '`host SERVICE` or `bridge SERVICE`: preview it in the other mode')
    .action(async (files: string[], flags: LintFlags) => {
      const { runLint } = await import('../commands/lint.ts');
      done(await runLint(files, flags, stop));
    });
}
