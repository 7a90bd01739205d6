import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runDaemon, type DaemonConfig } from './control/daemon.ts';
import { controlSocket, findBed, runningBeds } from './control/places.ts';
import { tell, type BedCommand, type BedStatus } from './control/protocol.ts';
import { bringDown, bringUp } from './control/up.ts';
import { runAgent } from './forward/agent.ts';
import type { AgentConfig } from './forward/types.ts';
import { defaultKnobs, KnobError, knobHelp, turn } from './knobs.ts';
import { SCENARIOS } from './scenarios.ts';
import { exportsOf, scenariosText, statusText } from './text.ts';

const USAGE = `bed: a stand-in for Docker Desktop with a real engine in a network namespace of its own (Linux, root).

  bed up [KEY=VALUE...]        start it; --image-tar FILE, --owner PID (ends with that process)
  bed down                     end it and leave no trace
  bed status                   what it is and what it forwards
  bed set KEY=VALUE...         turn knobs while it runs
  bed scenario NAME            all knobs at once, and faults no knob makes
  bed scenarios                their names, what each sets up, and the verdict it must end in
  bed restart-forwarder        as after a restart of Docker Desktop
  bed env                      exports for a shell

  --name NAME (default: default) tells several apart; --json prints one JSON object.

Knobs:
${knobHelp()}
`;

/** Wrong use: the message is for people, the exit code 2. */
class UsageError extends Error {}

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  if (command === 'agent') {
    await runAgent(JSON.parse(rest[0] ?? '') as AgentConfig);
    return 0;
  }
  if (command === 'daemon') {
    await runDaemon(JSON.parse(rest[0] ?? '') as DaemonConfig);
    return Number(process.exitCode ?? 0);
  }
  if (command === undefined || command === 'help' || command === '--help' || command === '-h') {
    process.stdout.write(USAGE);
    return command === undefined ? 2 : 0;
  }
  return userCommand(command, rest);
}

async function userCommand(command: string, rest: readonly string[]): Promise<number> {
  const { values, positionals } = parse(rest);
  const { name } = values;
  const print = (status: BedStatus): number => {
    process.stdout.write(values.json ? `${JSON.stringify(status)}\n` : statusText(status));
    return 0;
  };
  switch (command) {
    case 'up':
      return print(await up(values, positionals));
    case 'down': {
      const was = await bringDown(name);
      if (values.json) process.stdout.write(`${JSON.stringify({ name, was: was ? 'up' : 'down' })}\n`);
      else process.stdout.write(was ? `The bed "${name}" is down.\n` : `The bed "${name}" was not up.\n`);
      return 0;
    }
    case 'status':
      return print(await ask(name, { do: 'status' }));
    case 'set':
      if (positionals.length === 0) throw new UsageError('bed set needs at least one KEY=VALUE.');
      return print(await ask(name, { do: 'set', assignments: positionals }));
    case 'scenario':
      if (positionals.length !== 1) throw new UsageError('bed scenario needs one name.');
      return print(await ask(name, { do: 'scenario', name: positionals[0] ?? '' }));
    case 'restart-forwarder':
      return print(await ask(name, { do: 'restart-forwarder' }));
    case 'scenarios':
      process.stdout.write(scenariosText(SCENARIOS));
      return 0;
    case 'env':
      process.stdout.write(exportsOf(await ask(name, { do: 'status' })));
      return 0;
    default:
      throw new UsageError(`There is no command "${command}"; see bed --help.`);
  }
}

function parse(rest: readonly string[]): {
  values: { name: string; json: boolean; imageTar?: string; owner: number | null };
  positionals: string[];
} {
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      allowPositionals: true,
      options: {
        name: { type: 'string', default: 'default' },
        json: { type: 'boolean', default: false },
        'image-tar': { type: 'string' },
        owner: { type: 'string' },
      },
    });
    if (values.owner !== undefined && !/^\d+$/.test(values.owner)) {
      throw new UsageError(`--owner must be a process id, got "${values.owner}".`);
    }
    const imageTar = values['image-tar'];
    return {
      values: {
        name: values.name,
        json: values.json,
        owner: values.owner === undefined ? null : Number(values.owner),
        ...(imageTar === undefined ? {} : { imageTar }),
      },
      positionals,
    };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${(error as Error).message.split('.')[0]}.`);
  }
}

async function up(
  values: { name: string; imageTar?: string; owner: number | null },
  assignments: readonly string[],
): Promise<BedStatus> {
  const knobs = turn(defaultKnobs(), assignments);
  if (findBed(values.name)) return ask(values.name, { do: 'set', assignments: [...assignments] });
  return bringUp({ ...values, script: fileURLToPath(import.meta.url), knobs });
}

async function ask(name: string, command: BedCommand): Promise<BedStatus> {
  const bed = findBed(name);
  if (!bed) {
    const others = runningBeds().map((one) => one.name);
    const hint = others.length > 0 ? ` Up: ${others.join(', ')}.` : '';
    throw new Error(`No bed named "${name}" is up: start it with bed up.${hint}`);
  }
  const answer = await tell(controlSocket(bed.folder), command);
  if ('problem' in answer) throw new KnobError(answer.problem);
  return answer.status;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`bed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError || error instanceof KnobError ? 2 : 1;
  // An agent's channel to the daemon would keep it alive.
  if (process.connected) process.exit();
}
