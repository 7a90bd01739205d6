import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultImageTar } from './engine/image.ts';
import { bridgeName, makeBridge, makeNamespace, type Veth } from './engine/namespace.ts';
import { markProcess } from './engine/processes.ts';
import { run, type Ran } from './engine/run.ts';
import { makeFolder, sweepLeftovers, writeState, type EngineState } from './engine/state.ts';
import { ready, socketOf, stopEngine, supervise, type Supervised } from './engine/supervise.ts';

/** How a private engine is to be made. */
export interface PrivateEngineOptions {
  /** Host name inside the engine's UTS namespace, what `docker info` calls Name. Default `hostnet-engine`. */
  readonly name?: string;
  /**
   * `own` (default): a new network namespace that reaches nothing. A text: an existing one of `ip netns`, left in place.
   * null: the machine's own network; then with a bridge of its own and without iptables rules, so that no trace can
   * stay: host mode is whole, bridge containers reach the machine only, and `-p` works through docker-proxy.
   */
  readonly namespace?: 'own' | (string & {}) | null;
  /** `own` only: a cable to the machine instead of an isolated namespace. */
  readonly cable?: Veth;
  /** Image tar to load; default see defaultImageTar. null: load none. */
  readonly imageTar?: string | null;
  /** Further arguments of dockerd. */
  readonly extraArgs?: readonly string[];
  /** A folder from makeFolder, for callers that put files of their own beside the engine's; made by default. */
  readonly folder?: string;
  /** Content of /etc/resolv.conf and /etc/hosts as dockerd and host-mode containers see them. */
  readonly resolvConf?: string;
  readonly hosts?: string;
}

/** A real dockerd of its own. It ends with the process that started it, however that ends. */
export interface PrivateEngine {
  /** `unix://…` for DOCKER_HOST. */
  readonly dockerHost: string;
  /** Name of its network namespace (`ip netns`), null for the machine's own. */
  readonly namespace: string | null;
  /** Parent cgroup of its containers, relative to a controller's root. */
  readonly cgroup: string;
  /** Its temporary folder: gone after stop. */
  readonly folder: string;
  /** Pid of dockerd on the machine. */
  readonly pid: number;
  /** Runs the docker CLI against it to the end. */
  docker(args: readonly string[]): Promise<Ran>;
  /** Runs a command inside its network namespace to the end. */
  nsenter(argv: readonly string[]): Promise<Ran>;
  /** Returns the same command as an argv, for callers that spawn it themselves. */
  nsenterArgv(argv: readonly string[]): string[];
  /** Ends containers, engine and namespace and removes every trace. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts a private engine. First ends leftovers of tests that crashed.
 * Throws one sentence when not root, when the image is missing, or when dockerd does not come up.
 */
export async function startPrivateEngine(options: PrivateEngineOptions = {}): Promise<PrivateEngine> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error(
      'A private Docker Engine needs Linux and root: run this as root, or skip the tests that need it.',
    );
  }
  await sweepLeftovers();
  const imageTar = options.imageTar === undefined ? await defaultImageTar() : options.imageTar;
  const folder = options.folder ?? makeFolder();
  const id = `${folder.slice(folder.lastIndexOf('-') + 1)}${randomBytes(2).toString('hex')}`.toLowerCase();
  const wanted = options.namespace === undefined ? 'own' : options.namespace;
  const ours = wanted === 'own';
  const namespace = ours ? `hostnet-bed-${id}` : wanted;
  const owner = markProcess(process.pid);
  if (!owner) throw new Error('/proc is not mounted: a private engine cannot watch its owner.');
  const state: EngineState = {
    v: 1,
    owner,
    supervisor: null,
    namespace: ours ? namespace : null,
    bridge: namespace === null ? bridgeName(id) : null,
    cgroup: `hostnet-bed-${id}`,
  };
  writeState(folder, state);
  let engine: Supervised | null = null;
  try {
    if (ours && namespace !== null) await makeNamespace(namespace, options.cable);
    if (state.bridge !== null) await makeBridge(state.bridge);
    writeInputs(folder, options);
    engine = await supervise(folder, state, namespace, dockerdArgv(folder, state, namespace, options));
    const pid = await ready(folder, engine);
    const handle = handleOf(folder, state, namespace, pid, engine);
    if (imageTar !== null) {
      const loaded = await handle.docker(['load', '--quiet', '--input', imageTar]);
      if (loaded.code !== 0) throw new Error(`docker load ${imageTar} failed: ${loaded.stderr.trim()}`);
    }
    return handle;
  } catch (error) {
    await stopEngine(folder, state, engine);
    throw error;
  }
}

function writeInputs(folder: string, options: PrivateEngineOptions): void {
  writeFileSync(join(folder, 'daemon.json'), '{}');
  writeFileSync(join(folder, 'hostname'), options.name ?? 'hostnet-engine');
  if (options.resolvConf !== undefined) writeFileSync(join(folder, 'resolv.conf'), options.resolvConf);
  if (options.hosts !== undefined) writeFileSync(join(folder, 'hosts'), options.hosts);
}

function dockerdArgv(
  folder: string,
  state: EngineState,
  namespace: string | null,
  options: PrivateEngineOptions,
): string[] {
  // Not --bridge=none: dockerd then deletes docker0, which belongs to the machine's own engine (moby, initBridge).
  const rootNetwork = ['--bridge', state.bridge ?? '', '--iptables=false', '--ip-forward=false'];
  return [
    'dockerd',
    ...['--config-file', join(folder, 'daemon.json')],
    ...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
    ...['--pidfile', join(folder, 'dockerd.pid'), '--host', `unix://${socketOf(folder)}`],
    ...['--cgroup-parent', `/${state.cgroup}`, '--exec-opt', 'native.cgroupdriver=cgroupfs'],
    ...(namespace === null ? rootNetwork : []),
    ...(options.extraArgs ?? []),
  ];
}

function handleOf(
  folder: string,
  state: EngineState,
  namespace: string | null,
  pid: number,
  engine: Supervised,
): PrivateEngine {
  const dockerHost = `unix://${socketOf(folder)}`;
  const nsenterArgv = (argv: readonly string[]): string[] =>
    namespace === null ? [...argv] : ['nsenter', `--net=/run/netns/${namespace}`, '--', ...argv];
  let stopped: Promise<void> | null = null;
  return {
    dockerHost,
    namespace,
    cgroup: state.cgroup,
    folder,
    pid,
    docker: (args) => run('docker', args, { env: { DOCKER_HOST: dockerHost, DOCKER_CONTEXT: '' } }),
    nsenterArgv,
    nsenter: (argv) => {
      const [file = 'true', ...rest] = nsenterArgv(argv);
      return run(file, rest);
    },
    stop: () => (stopped ??= stopEngine(folder, state, engine)),
  };
}
