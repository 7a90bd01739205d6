import { Command } from 'commander';
import { safeText } from '../terminal.ts';
import { VERSION } from '../version.ts';
import { addEngineCommands } from './engine.ts';
import type { Running } from './options.ts';
import { addPortCommands } from './ports.ts';
import { addReadingCommands } from './reading.ts';
import { addReportCommands } from './report.ts';

/** Returns hostnet's command line. A command's own code is loaded when it runs. */
export function commandLine(running: Running): Command {
  const program = new Command('hostnet')
    .description(
      'Shows whether `--network host` works on this machine, in both directions, over TCP and UDP.',
    )
    .version(VERSION, '-V, --version')
    .exitOverride()
    .showHelpAfterError('Run `hostnet --help` to see what it takes.')
    .configureOutput({ outputError: (text, write) => write(safeText(text.replace(/^error: /, ''), false)) });
  addEngineCommands(program, running);
  addReadingCommands(program, running);
  addPortCommands(program, running);
  addReportCommands(program, running);
  return program;
}
