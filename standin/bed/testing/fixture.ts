import type { BedStatus } from '../control/protocol.ts';
import { IMAGE } from '../engine/image.ts';
import { run, type Ran } from '../engine/run.ts';
import { waitFor } from '../engine/wait.ts';
import { bundleBed, type BedCommandLine } from './bundle.ts';
import { DIAL, ECHO, type EchoSpec } from './echo.ts';

/** Runs a script of Node in a host-mode container; the script and its arguments follow. */
const HOST_NODE = ['run', '--rm', '--network', 'host', IMAGE, 'node', '-e'] as const;

/** A bed for the tests of one file. */
export interface BedFixture {
  readonly bed: BedCommandLine;
  readonly status: BedStatus;
  readonly name: string;
  docker(...args: string[]): Promise<Ran>;
  /** Back to a healthy bed, then these knobs. */
  knobs(...assignments: string[]): Promise<BedStatus>;
  /** Starts a host-mode container that answers; returns its id when it listens. */
  echo(specs: readonly EchoSpec[]): Promise<string>;
  /** Returns the requests that container received, in order. */
  received(id: string): Promise<{ name: string; from: string }[]>;
  /** Dials once from a host-mode container. */
  dialFromContainer(transport: 'tcp' | 'udp', host: string, port: number): Promise<string>;
  /** Resolves when these are forwarded on the machine (`tcp 127.0.0.1 4000`). */
  forwarded(...mirrors: string[]): Promise<void>;
  down(): Promise<void>;
}

/** Brings up a bed that ends with this process. */
export async function startFixture(label: string): Promise<BedFixture> {
  const bed = await bundleBed();
  const name = `${label}-${process.pid}`;
  const named = ['--name', name];
  const status = await bed.status('up', '--owner', String(process.pid), ...named).catch((error: unknown) => {
    bed.remove();
    throw error;
  });
  const docker = (...args: string[]): Promise<Ran> =>
    run('docker', args, { env: { DOCKER_HOST: status.dockerHost, DOCKER_CONTEXT: '' }, timeoutMs: 60_000 });
  return {
    bed,
    status,
    name,
    docker,
    knobs: async (...assignments) => {
      await bed.status('scenario', 'healthy', ...named);
      return assignments.length > 0
        ? bed.status('set', ...assignments, ...named)
        : bed.status('status', ...named);
    },
    echo: (specs) => startEcho(docker, specs),
    received: async (id) => {
      const logs = await docker('logs', id);
      const lines = logs.stdout.split('\n').filter((line) => line.startsWith('{'));
      return lines.map((line) => JSON.parse(line) as { name: string; from: string });
    },
    dialFromContainer: async (transport, host, port) => {
      const ran = await docker(...HOST_NODE, DIAL, transport, host, String(port));
      return ran.stdout || ran.stderr;
    },
    forwarded: async (...mirrors) => {
      await waitFor(
        `forwarding of ${mirrors.join(', ')}`,
        async () => {
          const now = await bed.status('status', ...named);
          return mirrors.every((mirror) => now.forwarded.host.includes(mirror));
        },
        10_000,
      );
    },
    down: async () => {
      await bed.run('down', ...named);
      bed.remove();
    },
  };
}

async function startEcho(docker: BedFixture['docker'], specs: readonly EchoSpec[]): Promise<string> {
  const [run, ...rest] = HOST_NODE;
  const id = await docker(run, '-d', ...rest, ECHO, JSON.stringify(specs));
  if (id.code !== 0) throw new Error(id.stderr);
  await waitFor(
    'the start of an echo',
    async () => {
      const logs = await docker('logs', id.stdout);
      if (logs.code !== 0 || logs.stderr.includes('Error')) throw new Error(logs.stderr);
      return logs.stdout.includes('listening');
    },
    20_000,
  );
  return id.stdout;
}

/** Returns a port nobody is likely to hold: below the ephemeral range (ip_local_port_range starts at 32768). */
let next = 20_000 + (process.pid % 900) * 10;
export function freshPort(): number {
  return next++;
}
