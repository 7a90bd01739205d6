import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from '@hostnet/node';
import type { Made } from './compare.ts';
import type { Program, Socket } from './scenario.ts';

const IMAGE = 'hostnet/host-networking:latest';
const START_MS = 30_000;

/** What a command came to. */
export interface Ran {
  readonly code: number;
  readonly stderr: string;
}

/** A place that scenarios can be made in. */
export interface Ground {
  /** The folder with the program of program.ts; marks are written beside it. */
  readonly folder: string;
  docker(args: readonly string[]): Promise<Ran>;
  /** Runs a command in the engine's network. */
  inside(argv: readonly string[]): Promise<Ran>;
  /** Starts a program of the computer, of no container. */
  start(argv: readonly string[]): () => Promise<void>;
}

/** The name of the file of a program of nobody's container, which is what the kernel calls its process. */
export const PROGRAM = 'somebody';
/** The same of the programs of containers: an answer may name the process of one, and not that of another. */
export const CONTAINED = 'contained';

/** Where a scenario's sockets of the next port are. */
const portOf = (socket: Pick<Socket, 'port'>, port: number): number =>
  socket.port === 'it' ? port : port + 1;

/** Starts the containers that are to be stopped and stops them: before all others, so that they hold nothing. */
export async function startStopped(ground: Ground, made: Made): Promise<void> {
  for (const [of, program] of made.scenario.programs.entries()) {
    if (program.kind === 'machine' || program.state !== 'stopped') continue;
    await startContainer(ground, made, program, of);
    await must(ground.docker(['stop', '--time', '2', made.names[of] ?? '']));
  }
}

/** Starts the other containers, in their order, and restarts those that are to be. */
export async function startContainers(ground: Ground, made: Made): Promise<void> {
  for (const [of, program] of made.scenario.programs.entries())
    if (program.kind !== 'machine' && program.state !== 'stopped') {
      await startContainer(ground, made, program, of);
      if (program.state === 'restarted') await restart(ground, made.names[of] ?? '');
    }
}

/** Before a program of the computer is there: a forwarder that leads to it takes its port in the engine's machine. */
async function restart(ground: Ground, name: string): Promise<void> {
  const mark = markOf(ground, name);
  if (existsSync(`${mark}.failed`)) return;
  rmSync(`${mark}.ready`, { force: true });
  if ((await ground.docker(['restart', '--time', '2', name])).code === 0) await marked(mark);
}

/** Pauses what is to be, and puts the firewall's rules up. To be called when everything else is there. */
export async function finish(ground: Ground, made: Made): Promise<void> {
  for (const [of, { state }] of made.scenario.programs.entries()) {
    const name = made.names[of] ?? '';
    if (state === 'paused' && !existsSync(`${markOf(ground, name)}.failed`))
      await ground.docker(['pause', name]);
  }
  for (const rule of rulesOf(made))
    await must(ground.inside([rule[0] ?? '', '--wait', '--insert', ...rule.slice(1)]));
}

/** Takes a scenario down again. */
export async function remove(ground: Ground, made: readonly Made[]): Promise<void> {
  for (const rule of made.flatMap(rulesOf))
    await ground.inside([rule[0] ?? '', '--wait', '--delete', ...rule.slice(1)]);
  const names = made.flatMap((one) => one.names.filter((name) => name !== PROGRAM));
  if (names.length > 0) await ground.docker(['rm', '--force', '--volumes', ...names]);
  for (const name of names)
    for (const end of ['ready', 'failed']) rmSync(`${markOf(ground, name)}.${end}`, { force: true });
}

/** Starts the programs of the computer; returns what ends them. One that finds its port taken has ended by itself. */
export async function startMachinePrograms(ground: Ground, made: Made): Promise<(() => Promise<void>)[]> {
  const ends: (() => Promise<void>)[] = [];
  for (const [of, program] of made.scenario.programs.entries()) {
    if (program.kind !== 'machine') continue;
    const mark = markOf(ground, `${made.port}-${of}`);
    for (const end of ['ready', 'failed']) rmSync(`${mark}.${end}`, { force: true });
    ends.push(ground.start([join(ground.folder, PROGRAM), mark, ...specsOf(program, made)]));
    await marked(mark);
  }
  return ends;
}

async function startContainer(ground: Ground, made: Made, program: Program, of: number): Promise<void> {
  const name = made.names[of] ?? '';
  const ran = await ground.docker([
    ...['run', '--detach', '--name', name, '--volume', `${ground.folder}:/there`],
    ...networkArgs(program, made),
    ...['--entrypoint', `/there/${CONTAINED}`, IMAGE, `/there/${name}`],
    ...specsOf(program, made),
  ]);
  if (ran.code === 0) await marked(markOf(ground, name));
  else if (!/address already in use|port is already allocated/.test(ran.stderr)) throw new Error(ran.stderr);
}

function networkArgs(program: Program, { port, scenario }: Made): string[] {
  const its = (at: number): string => `${at}${scenario.transport === 'udp' ? '/udp' : ''}`;
  const expose = program.sockets.some((one) => one.port === 'it') ? ['--expose', its(port)] : [];
  if (program.kind === 'published')
    return ['--publish', `${program.to === 'loop4' ? '127.0.0.1:' : ''}${port}:${its(port)}`];
  if (program.kind === 'unpublished') return expose;
  const map = {
    no: program.state === 'stopped' ? expose : [],
    outer: ['--publish', `${port}:${its(port + 1)}`],
    inner: ['--publish', `${port + 1}:${its(port)}`],
  };
  return ['--network', 'host', ...map[program.ignored]];
}

function specsOf(program: Program, { scenario, port, bounds, addresses }: Made): string[] {
  const apart = scenario.place === 'bed' && program.kind === 'machine';
  return program.sockets.map((one) => {
    const address = apart && one.bound === 'own4' ? addresses.lan : bounds[one.bound];
    const flags = [...(one.bound === 'any6only' ? ['v6only'] : []), ...(program.share ? ['share'] : [])];
    return [scenario.transport, address, portOf(one, port), one.behaviour, one.waiting, flags.join('+')].join(
      ',',
    );
  });
}

function rulesOf({ scenario, port }: Made): string[][] {
  const { rule, transport } = scenario;
  if (rule === null) return [];
  const tools = { v4: ['iptables'], v6: ['ip6tables'], both: ['iptables', 'ip6tables'] }[rule.family];
  const first = transport === 'tcp' ? ['--syn'] : [];
  const jump =
    rule.how === 'drop'
      ? ['--jump', 'DROP']
      : ['--jump', 'REJECT', ...(transport === 'tcp' ? ['--reject-with', 'tcp-reset'] : [])];
  return tools.map((tool) => [
    tool,
    'INPUT',
    '--protocol',
    transport,
    ...first,
    '--destination-port',
    String(port),
    ...jump,
  ]);
}

const markOf = ({ folder }: Ground, name: string): string => join(folder, name);

/** Resolves when a program has its sockets, or has ended without them. */
async function marked(mark: string): Promise<void> {
  const until = performance.now() + START_MS;
  while (!existsSync(`${mark}.ready`) && !existsSync(`${mark}.failed`)) {
    if (performance.now() > until) throw new Error(`${mark} did not start in ${START_MS / 1000} s`);
    await pause(20);
  }
}

async function must(ran: Promise<Ran>): Promise<void> {
  const { code, stderr } = await ran;
  if (code !== 0) throw new Error(stderr);
}
