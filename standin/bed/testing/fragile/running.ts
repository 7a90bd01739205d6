import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { PrivateEngine } from '../../engine.ts';
import { waitFor } from '../../engine/wait.ts';
import type { Fragile } from './servers.ts';

const IMAGE = 'hostnet/host-networking:latest';

/** What a server went through. */
export interface Suffered {
  /** Connections, or datagrams, that are not the test's own. */
  readonly clients: number;
  readonly errors: readonly string[];
  readonly alive: boolean;
  /** The client that was there before was cut off. */
  readonly earlierEnded: boolean;
}

/** A fragile server that runs. */
export interface Running {
  readonly server: Fragile;
  readonly port: number;
  suffered(): Promise<Suffered>;
  end(): Promise<void>;
}

/** A dozen programs start at once, on a machine that may be busy. */
const START_MS = 120_000;

type Docker = (args: readonly string[]) => Promise<{ code: number; stdout: string; stderr: string }>;
type Network = Pick<PrivateEngine, 'nsenterArgv'>;

/** Starts a server as a process of this network; `earlier` with a client that stays. Resolves when it is ready. */
export async function startHere(
  server: Fragile,
  port: number,
  network: Network,
  earlier: boolean,
): Promise<Running> {
  const argv = server.language === 'node' ? [process.execPath, '-e'] : ['python3', '-c'];
  const child = start(network, [...argv, server.source, String(port)]);
  const lines = read(child);
  await until(child, lines, 'ready');
  const client =
    earlier && server.single ? start(network, [process.execPath, '-e', CLIENT, String(port)]) : null;
  const said = client ? read(client) : [];
  if (client) await until(client, said, 'connected');
  if (client) await until(child, lines, 'client');
  return {
    server,
    port,
    suffered: () =>
      Promise.resolve({
        ...of(lines, child.exitCode === null && child.signalCode === null),
        clients: count(lines) - (client ? 1 : 0),
        earlierEnded: said.includes('ended'),
      }),
    end: async () => {
      for (const one of [client, child]) if (one) await kill(one);
    },
  };
}

/** Starts a server in a container of this engine. Resolves when it listens. */
export async function startInContainer(
  server: Fragile,
  port: number,
  docker: Docker,
  name: string,
  more: readonly string[],
): Promise<Running> {
  const inside = more.includes('host') ? port : 80;
  const run = ['run', '--detach', '--name', name, ...more, '--entrypoint', '/usr/local/bin/node', IMAGE];
  const ran = await docker([...run, '-e', server.source, String(inside), '0.0.0.0']);
  if (ran.code !== 0) throw new Error(ran.stderr);
  const lines = async () => (await docker(['logs', name])).stdout.split('\n');
  await waitFor(`${server.name} being ready`, async () => (await lines()).includes('ready'), START_MS);
  return {
    server,
    port,
    suffered: async () => {
      const state = await docker(['inspect', '--format', '{{.State.Running}}', name]);
      return of(await lines(), state.stdout.trim() === 'true');
    },
    end: async () => {
      await docker(['rm', '--force', name]);
    },
  };
}

/** A client that says when it is connected, and when it is cut off. */
const CLIENT = `
const c = require('node:net').connect(Number(process.argv[1]), '127.0.0.1', () => console.log('connected'));
c.resume().on('error', () => 0).on('close', () => { console.log('ended'); setInterval(() => 0, 1000); });
`;

function of(lines: readonly string[], alive: boolean): Suffered {
  const errors = lines.filter((line) => line.startsWith('error'));
  return { clients: count(lines), errors, alive, earlierEnded: false };
}

function count(lines: readonly string[]): number {
  return lines.filter((line) => line === 'client').length;
}

function start(network: Network, argv: readonly string[]): ChildProcess {
  const [program = '', ...args] = network.nsenterArgv(argv);
  return spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
}

function read(child: ChildProcess): string[] {
  const lines: string[] = [];
  if (child.stdout) createInterface(child.stdout).on('line', (line) => lines.push(line));
  return lines;
}

async function until(child: ChildProcess, lines: readonly string[], word: string): Promise<void> {
  const latest = Date.now() + START_MS;
  while (!lines.includes(word)) {
    if (child.exitCode !== null) throw new Error(`it ended before it was ${word}`);
    if (Date.now() > latest) throw new Error(`it was not ${word} in time`);
    await pause(20);
  }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
