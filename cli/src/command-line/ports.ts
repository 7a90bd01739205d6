import { Option, type Command } from 'commander';
import type { PortFlags } from '../commands/port.ts';
import type { PortsFlags } from '../commands/ports.ts';
import type { SweepFlags } from '../commands/sweep.ts';
import type { WaitFlags } from '../commands/wait.ts';
import { parsePortOf } from '../ports/parse.ts';
import { addProbeOptions, askEarly, seconds, type Running } from './options.ts';

/** How long `hostnet wait` waits unless it is given a time, in seconds. */
const WAIT_S = 60;

/** Adds the commands about ports: ports, port, wait, sweep. */
export function addPortCommands(program: Command, running: Running): void {
  addLooks(program, running);
  addTries(program, running);
}

function addLooks(program: Command, { stop, done }: Running): void {
  const looking = (command: Command) =>
    addProbeOptions(
      command.option('--json', 'print it as JSON, and nothing else on stdout'),
      'which engine to check',
    );
  looking(program.command('ports'))
    .description(
      'Lists the ports that host-mode containers listen on, and which of them this computer can reach. Exit code: 0 all answers, 1 something does not, 3 not measured.',
    )
    .option('--watch', 'repeat until stopped, and print what changes')
    .option('--no-connect', 'connect to no program, only list the open sockets')
    .action(async (flags: PortsFlags) => {
      const asked = askEarly(flags.engine, stop);
      const { runPorts } = await import('../commands/ports.ts');
      done(await runPorts(flags, stop, asked));
    });

  looking(program.command('port'))
    .description(
      'Explains why a port can or cannot be reached. Exit code: 0 reachable, 1 broken, 3 not measured.',
    )
    .argument('<port>', 'such as 8080 or 53/udp')
    .option('--udp', 'the UDP port of that number')
    .action(async (text: string, flags: PortFlags) => {
      const wanted = parsePortOf(text, flags.udp === true);
      const asked = askEarly(flags.engine, stop);
      const { runPort } = await import('../commands/port.ts');
      done(await runPort(wanted, flags, stop, asked));
    });
}

function addTries(program: Command, { stop, done }: Running): void {
  program
    .command('wait')
    .description('Waits until every port answers on localhost. Exit code: 0 all do, 1 timed out.')
    .argument('<ports...>', 'such as 8080 or 53/udp')
    .addOption(
      new Option('--timeout <seconds>', 'give up after this long')
        .argParser(seconds)
        .default(WAIT_S * 1000, String(WAIT_S)),
    )
    .option('--json', 'print it as JSON')
    .action(async (ports: string[], flags: WaitFlags) => {
      const { runWait } = await import('../commands/wait.ts');
      done(await runWait(ports, flags, stop, performance.now()));
    });

  program
    .command('sweep')
    .description('Shows which ports of the ranges answer. Exit code: 0 some do, 1 none does, 3 not measured.')
    .argument('<ranges...>', 'such as 1-1024, 8080 or 80,443,8000-8100')
    .option('--udp', 'UDP instead of TCP')
    .option('--address <address>', 'where', '127.0.0.1')
    .option('--json', 'print it as JSON')
    .action(async (ranges: string[], flags: SweepFlags) => {
      const { runSweep } = await import('../commands/sweep.ts');
      done(await runSweep(ranges, flags, stop));
    });
}
