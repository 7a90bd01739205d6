import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pause } from '@hostnet/node';
import { startPrivateEngine } from '@hostnet/standin/bed/engine';
import { startFixture } from '@hostnet/standin/bed/testing';
import type { hostnet } from '../../test/support/hostnet.ts';
import type { Made } from '../compare.ts';
import type { Ground } from '../inject.ts';
import { realityOf } from '../reality.ts';
import type { Weather } from '../scenario.ts';
import type { ProgramFolder } from './program.ts';

/** A place with what a trial needs of it. */
export interface RealPlace extends Ground {
  readonly options: Parameters<typeof hostnet>[1];
  readonly addresses: Made['addresses'];
  readonly bounds: Made['bounds'];
  /** Whether programs of the computer share the network of host mode, and so are there before the containers. */
  readonly isOneNetwork: boolean;
  /** Before a trial: nothing is forwarded until the weather is set. */
  calm(): Promise<void>;
  /** Sets the weather, and resolves when what can be forwarded is. */
  setWeather(weather: Weather, all: readonly Made[]): Promise<void>;
  stop(): Promise<void>;
}

/** The private engine's own address in its isolated namespace (standin/bed/engine/namespace.ts). */
const PLAIN_ADDRESS = '10.254.254.3';

const BOUNDS = {
  any4: '0.0.0.0',
  any6: '::',
  any6only: '::',
  loop4: '127.0.0.1',
  loop6: '::1',
  alias4: '127.0.0.2',
} as const;
const LOOPBACK = { v4: '127.0.0.1', v6: '::1', alias: '127.0.0.2' } as const;

/** Starts an engine whose network is that of the computer: hostnet runs in it. */
export async function plainPlace({ folder }: ProgramFolder): Promise<RealPlace> {
  const engine = await startPrivateEngine();
  return {
    folder,
    options: { engine },
    addresses: { ...LOOPBACK, lan: PLAIN_ADDRESS },
    bounds: { ...BOUNDS, own4: PLAIN_ADDRESS },
    isOneNetwork: true,
    docker: (args) => engine.docker(args),
    inside: (argv) => engine.nsenter(argv),
    start: (argv) => starting(engine.nsenterArgv(argv)),
    calm: () => Promise.resolve(),
    setWeather: () => Promise.resolve(),
    stop: () => engine.stop(),
  };
}

const KNOBS: Readonly<Record<Weather, readonly string[]>> = {
  fair: [],
  off: ['host-networking=off'],
  'too-old': ['desktop-version=4.28.0', 'host-networking=off'],
  'no-tcp': ['tcp=off'],
  'no-udp': ['udp=off'],
  'no-ipv6': ['ipv6=off'],
  forgets: ['forget-existing=on'],
  stranger: ['wrong-listener=on'],
  late: ['late-ms=1000'],
};

/** Starts the bed: an engine in a namespace of its own, behind a forwarder, as Docker Desktop's is. */
export async function bedPlace({ folder }: ProgramFolder): Promise<RealPlace> {
  const bed = await startFixture('truth');
  const { status } = bed;
  const knobs = async (...assignments: string[]): Promise<void> => {
    await bed.bed.status('set', ...assignments, '--name', bed.name);
  };
  return {
    folder,
    options: {
      env: {
        DOCKER_HOST: status.dockerHost,
        DOCKER_CONTEXT: '',
        HOSTNET_HELPER_HOME: status.home,
        HOSTNET_LAN_ADDRESS: status.hostAddress,
      },
    },
    addresses: { ...LOOPBACK, lan: status.hostAddress },
    bounds: { ...BOUNDS, own4: status.vmAddress },
    isOneNetwork: false,
    docker: (args) => bed.docker(...args),
    inside: (argv) => running(['nsenter', `--net=/run/netns/${status.namespace}`, '--', ...argv]),
    start: starting,
    calm: async () => {
      await bed.knobs('tcp=off', 'udp=off');
    },
    setWeather: async (weather, all) => {
      await knobs('tcp=on', 'udp=on', ...KNOBS[weather]);
      if (weather === 'forgets') await bed.bed.status('restart-forwarder', '--name', bed.name);
      const wanted = all.flatMap(mirrorsOf);
      for (let tries = 0; tries < 50; tries++) {
        const { forwarded } = await bed.bed.status('status', '--name', bed.name);
        if (wanted.every((one) => forwarded.host.includes(one))) return;
        await pause(100);
      }
      throw new Error(`The forwarder did not take ${wanted.join(', ')}.`);
    },
    stop: () => bed.down(),
  };
}

/** What the forwarder is to hold for a scenario. */
function mirrorsOf({ scenario, port, addresses }: Made): string[] {
  const { meetings } = realityOf(scenario);
  return (['v4', 'v6', 'lan'] as const)
    .filter((client) => meetings[client].through === 'forwarder' && meetings[client].programs.length > 0)
    .map((client) => `${scenario.transport} ${addresses[client]} ${port}`);
}

function starting([command = '', ...args]: readonly string[]): () => Promise<void> {
  const child = spawn(command, args, { stdio: 'ignore' });
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
}

async function running([command = '', ...args]: readonly string[]): Promise<{
  code: number;
  stderr: string;
}> {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, stderr };
}
