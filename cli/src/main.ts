import { setMaxListeners } from 'node:events';
import { HostnetError, messageOf } from '@hostnet/node';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { EarlyQuestions } from './adapters/choose-engine.ts';
import { earlyApi } from './adapters/early-api.ts';
import { resolveEndpoint } from './adapters/endpoint.ts';
import { ENGINE_CHOICES, type EngineChoice } from './engine-choice.ts';
import type { DiagnoseFlags } from './commands/diagnose.ts';
import type { LintFlags } from './commands/lint.ts';
import { addReportCommands } from './report/command-line.ts';
import type { PortFlags } from './commands/port.ts';
import type { PortsFlags } from './commands/ports.ts';
import type { SweepFlags } from './commands/sweep.ts';
import type { WaitFlags } from './commands/wait.ts';
import { EXIT } from './exit.ts';
import { parsePort } from './ports/parse.ts';
import { VERSION } from './version.ts';

/** Bounds of `--timeout`, in seconds. */
const TIMEOUT_S = { least: 1, most: 600 };
/** How long `hostnet wait` waits unless it is given a time, in seconds. */
const WAIT_S = 60;

// Every session and every wait of a run listens to one signal: that is no leak.
setMaxListeners(64);
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());
// A reader that went away (`hostnet diagnose | head -1`) is no fault of ours.
process.stdout.on('error', () => stop.abort());

process.exitCode = await main(process.argv.slice(2));
// Nothing may hold a finished command open, and nothing printed may be cut.
process.stdout.write('', () => process.exit());

async function main(args: readonly string[]): Promise<number> {
  let code: number = EXIT.ok;
  const program = commandLine((result) => (code = result));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return stop.signal.aborted ? EXIT.cancelled : code;
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (stop.signal.aborted) return EXIT.cancelled;
  process.stderr.write(`${messageOf(error)}\n`);
  return error instanceof HostnetError ? error.exitCode : EXIT.notMeasured;
}

function commandLine(done: (code: number) => void): Command {
  const program = new Command('hostnet')
    .description(
      'Shows whether `--network host` works on this machine, in both directions, over TCP and UDP.',
    )
    .version(VERSION, '-V, --version')
    .exitOverride()
    .showHelpAfterError('Run `hostnet --help` to see what it takes.')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '')) });

  program
    .command('diagnose')
    .description(
      'Measures every lane and ends in a verdict. Exit code: 0 working, 1 broken, 2 usage, 3 not measured, 130 cancelled.',
    )
    .addOption(
      new Option('--json', 'print the report as JSON, and nothing else on stdout').conflicts('markdown'),
    )
    .option('--markdown', 'print the report as Markdown for an issue tracker')
    .option('--full', 'measure the controls that need containers of their own too')
    .option('--verbose', 'print every lane')
    .addOption(
      new Option('--engine <engine>', 'what to measure').choices([...ENGINE_CHOICES]).default('auto'),
    )
    .option('--timeout <seconds>', 'give up after this long', seconds)
    .option('--image <image>', 'image that carries the probe')
    .action(async (flags: DiagnoseFlags) => {
      const asked = askEarly(flags.engine);
      const { runDiagnose } = await import('./commands/diagnose.ts');
      done(await runDiagnose(flags, stop.signal, asked));
    });

  program
    .command('status')
    .description('Says what is known without measuring.')
    .option('--json', 'print it as JSON')
    .action(async (flags: { json?: boolean }) => {
      const { runStatus } = await import('./commands/status.ts');
      done(await runStatus(flags, stop.signal));
    });

  program
    .command('explain')
    .description('Explains a code, such as HN0205.')
    .argument('<code>')
    .action(async (code: string) => {
      const { runExplain } = await import('./commands/explain.ts');
      done(runExplain(code));
    });

  program
    .command('lint')
    .description(
      'Reads Compose files for faults of host networking. Several files are merged, as by `docker compose -f`. Exit code: 0 none, 1 some, 2 usage.',
    )
    .argument('[files...]', 'Compose files, a folder, or `-`; without one, what Compose would read here')
    .option('--json', 'print it as JSON')
    .option('--rewrite <words...>', '`host SERVICE` or `bridge SERVICE`: preview it in the other mode')
    .action(async (files: string[], flags: LintFlags) => {
      const { runLint } = await import('./commands/lint.ts');
      done(await runLint(files, flags, stop.signal));
    });

  looking(program.command('ports'))
    .description(
      'Lists what listens in host mode, of which container, and what answers of it. Exit code: 0 all answers, 1 something does not, 3 not measured.',
    )
    .option('--watch', 'look again and again; print changes')
    .action(async (flags: PortsFlags) => {
      const asked = askEarly(flags.engine);
      const { runPorts } = await import('./commands/ports.ts');
      done(await runPorts(flags, stop.signal, asked));
    });

  looking(program.command('port'))
    .description(
      'Explains why a port can or cannot be reached. Exit code: 0 reachable, 1 broken, 3 not measured.',
    )
    .argument('<port>', '1 to 65535')
    .option('--udp', 'the UDP port of that number')
    .action(async (text: string, flags: PortFlags) => {
      const port = parsePort(text);
      const asked = askEarly(flags.engine);
      const { runPort } = await import('./commands/port.ts');
      done(await runPort(port, flags, stop.signal, asked));
    });

  program
    .command('wait')
    .description('Waits until every port answers on localhost. Exit code: 0 all do, 1 time was over.')
    .argument('<ports...>', 'such as 8080 or 53/udp')
    .addOption(
      new Option('--timeout <seconds>', 'give up after this long')
        .argParser(seconds)
        .default(WAIT_S * 1000, String(WAIT_S)),
    )
    .option('--json', 'print it as JSON')
    .action(async (ports: string[], flags: WaitFlags) => {
      const { runWait } = await import('./commands/wait.ts');
      done(await runWait(ports, flags, stop.signal));
    });

  program
    .command('sweep')
    .description('Tells which ports of ranges answer. Exit code: 0 some do, 1 none does, 3 not measured.')
    .argument('<ranges...>', 'such as 1-1024 or 8080')
    .option('--udp', 'UDP instead of TCP')
    .option('--address <address>', 'where', '127.0.0.1')
    .option('--json', 'print it as JSON')
    .action(async (ranges: string[], flags: SweepFlags) => {
      const { runSweep } = await import('./commands/sweep.ts');
      done(await runSweep(ranges, flags, stop.signal));
    });

  addReportCommands(program, done);

  program
    .command('cleanup')
    .description('Removes containers that a run left behind.')
    .option('--all', 'also those of a diagnosis still under way')
    .action(async (flags: { all?: boolean }) => {
      const { runCleanup } = await import('./commands/cleanup.ts');
      done(await runCleanup(flags, stop.signal));
    });
  return program;
}

/** Adds the options of commands that look at ports. */
function looking(command: Command): Command {
  return command
    .option('--json', 'print it as JSON, and nothing else on stdout')
    .addOption(
      new Option('--engine <engine>', 'what to look at').choices([...ENGINE_CHOICES]).default('auto'),
    )
    .option('--timeout <seconds>', 'give up after this long', seconds)
    .option('--image <image>', 'image that carries the probe');
}

/** Asks the engine already while the command's own code loads. */
function askEarly(engine: EngineChoice): EarlyQuestions | null {
  if (engine === 'embedded') return null;
  const endpoint = resolveEndpoint();
  return { endpoint, api: earlyApi(endpoint, stop.signal) };
}

/** Returns the option's seconds in ms. */
function seconds(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value < TIMEOUT_S.least || value > TIMEOUT_S.most) {
    throw new InvalidArgumentError(`Expected seconds from ${TIMEOUT_S.least} to ${TIMEOUT_S.most}.`);
  }
  return Math.round(value * 1000);
}
