import { CommanderError, type Command } from 'commander';
import * as fc from 'fast-check';
import { commandLine } from '../src/command-line/program.ts';
import { UsageError } from '../src/exit.ts';
import { parseAddress, parsePortAndTransport, parsePortOf, parseRanges } from '../src/ports/parse.ts';
import { attack, ATTACK_MS } from './support/attack.ts';
import { hostileText } from './support/hostile.ts';
import { endedWell, hostnet } from './support/process.ts';

const never = new AbortController().signal;

/** hostnet's command line, every command of which does nothing; what it says is kept. */
function emptyCommandLine(): { program: Command; said: () => string } {
  let said = '';
  const program = commandLine({ stop: never, done: () => undefined });
  const quiet = (command: Command): void => {
    command
      .exitOverride()
      .configureOutput({ writeOut: (text) => (said += text), writeErr: (text) => (said += text) });
    if (command.commands.length === 0) command.action(() => undefined);
    command.commands.forEach(quiet);
  };
  quiet(program);
  return { program, said: () => said };
}

/** Every word that means something: commands and options. */
function wordsOf(command: Command): string[] {
  const own = command.options.flatMap(({ short, long }) =>
    [short, long].filter((word) => word !== undefined),
  );
  return [command.name(), ...own, ...command.commands.flatMap(wordsOf)];
}

const WORDS = wordsOf(emptyCommandLine().program);
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.constantFrom(...WORDS, '--timeout', '--engine').map((name) => `${name}=`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '8080',
      '53/udp',
      '1-9',
      '65536',
      '-1',
      '0',
      '1e3',
      '٣',
      'docker',
      'auto',
      '--',
      '-',
    ),
  },
  { weight: 2, arbitrary: hostileText },
);
const words = fc.array(word, { maxLength: 7 });

/** Longest answer to a wrong argument, in characters: the help text of a command, and some of what was wrong. */
const SAID = 8000;

describe('arguments', () => {
  it(
    'mean something, or are refused',
    async () => {
      await attack({
        boundary: 'arguments: whole command lines',
        cases: 10_000,
        input: words,
        async meet(args) {
          const { program, said } = emptyCommandLine();
          try {
            await program.parseAsync(args, { from: 'user' });
          } catch (error) {
            if (!(error instanceof CommanderError || error instanceof UsageError)) throw error;
            if (said() === '' && error.message === '')
              throw new Error('refused without a word', { cause: error });
          }
          const came = args.join(' ').length;
          if (said().length > SAID + 2 * came) throw new Error(`${said().length} characters for ${came}`);
        },
      });
    },
    ATTACK_MS,
  );

  it(
    'ports, ranges and addresses are read or refused in a short sentence',
    async () => {
      const digits = fc.stringMatching(/^[-0-9,/. tcpudp:[\]]{0,30}$/);
      await attack({
        boundary: 'arguments: ports, ranges, addresses',
        cases: 12_000,
        input: fc.tuple(fc.oneof(hostileText, digits), fc.boolean()),
        meet([text, udp]) {
          for (const parse of [
            parsePortAndTransport,
            parseRanges,
            parseAddress,
            (one: string) => parsePortOf(one, udp),
          ])
            try {
              const found = [parse(text)].flat();
              for (const one of found)
                if (typeof one === 'object' && 'port' in one && !(one.port >= 1 && one.port <= 65_535))
                  throw new Error(`a port of ${one.port}`);
            } catch (error) {
              if (!(error instanceof UsageError)) throw error;
              if (error.message.length > 400)
                throw new Error(`a sentence of ${error.message.length}`, { cause: error });
            }
        },
      });
    },
    ATTACK_MS,
  );

  it(
    'hostnet itself ends with a sentence, whatever it is given',
    async () => {
      // Commands that reach nothing: the engine's address leads nowhere, and no other address is named.
      const harmless = fc.constantFrom(
        ['explain'],
        ['lint'],
        ['report', 'show'],
        ['report', 'diff'],
        ['report', 'export', 'latest', '--output'],
        ['diagnose', '--engine'],
        ['diagnose', '--timeout'],
        ['diagnose', '--engine', 'docker', '--timeout', '1', '--image'],
        ['port'],
        ['cleanup'],
        ['status'],
      );
      await attack({
        boundary: 'arguments: hostnet, started with them',
        cases: 100,
        input: fc.tuple(harmless, hostileText),
        mostMs: 20_000,
        async meet([command, text]) {
          // No program can be given a zero byte or, on Linux, more than 128 kB in one argument (execve(2)).
          endedWell(await hostnet([...command, text.replaceAll('\0', '')]));
        },
      });
    },
    ATTACK_MS,
  );
});
