import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chooseAddresses, machineAddresses, type BedAddresses } from './addresses.ts';
import type { BedStatus } from './control/protocol.ts';
import { BackendApi } from './desk/backend-api.ts';
import { writeSettings } from './desk/settings.ts';
import { Faults } from './faults.ts';
import { startPrivateEngine, type PrivateEngine } from './engine.ts';
import type { Veth } from './engine/namespace.ts';
import { Forwarder, nameRecords } from './forward/forwarder.ts';
import { mirrorKey, type Mirror } from './forward/types.ts';
import { Gate } from './front/gate.ts';
import { eciRuntime, writeRefusal } from './front/runtime.ts';
import type { Knobs } from './knobs.ts';
import { knobsOf, type Scenario } from './scenarios.ts';

/** What a bed is made from. */
export interface BedOptions {
  readonly name: string;
  /** An empty folder from makeFolder; removed with the bed. */
  readonly folder: string;
  /** The bundle with the `agent` command. */
  readonly script: string;
  readonly knobs: Knobs;
  readonly imageTar?: string | null;
}

/** The nearest honest thing to Docker Desktop: an engine in a namespace of its own, a layer-4 forwarder, a front on its socket. */
export class Bed {
  readonly folder: string;
  readonly #name: string;
  readonly #engine: PrivateEngine;
  readonly #forwarder: Forwarder;
  readonly #front: Gate;
  readonly #api: BackendApi;
  readonly #addresses: BedAddresses;
  readonly #state: { knobs: Knobs };
  readonly #faults: Faults;

  private constructor(parts: {
    name: string;
    engine: PrivateEngine;
    forwarder: Forwarder;
    front: Gate;
    api: BackendApi;
    addresses: BedAddresses;
    state: { knobs: Knobs };
  }) {
    this.folder = parts.engine.folder;
    this.#name = parts.name;
    this.#engine = parts.engine;
    this.#forwarder = parts.forwarder;
    this.#front = parts.front;
    this.#api = parts.api;
    this.#addresses = parts.addresses;
    this.#state = parts.state;
    this.#faults = new Faults(parts.engine, () => parts.forwarder.restart());
  }

  /** Starts everything. Throws one sentence, with nothing left behind, when a part does not start. */
  static async start(options: BedOptions): Promise<Bed> {
    const addresses = chooseAddresses(machineAddresses());
    const { folder } = options;
    const engine = await startPrivateEngine({
      folder,
      name: 'docker-desktop',
      cable: cableFor(addresses, folder),
      extraArgs: eciRuntime(folder),
      resolvConf: `nameserver ${addresses.vm}\noptions timeout:1 attempts:1\n`,
      hosts: '127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n',
      ...(options.imageTar === undefined ? {} : { imageTar: options.imageTar }),
    });
    try {
      const state = { knobs: options.knobs };
      const home = homeOf(folder);
      mkdirSync(home);
      writeSettings(home, options.knobs);
      writeRefusal(folder, options.knobs);
      const api = new BackendApi(home, options.knobs);
      await api.apply(options.knobs);
      const forwarder = new Forwarder({
        script: options.script,
        enterVm: (argv) => engine.nsenterArgv(argv),
        addresses,
        knobs: options.knobs,
        agents: agentsFor(engine, addresses, options.knobs),
      });
      await forwarder.start();
      const front = new Gate(frontOf(folder), join(folder, 'docker.sock'), () => state.knobs);
      await front.apply(options.knobs);
      return new Bed({ name: options.name, engine, forwarder, front, api, addresses, state });
    } catch (error) {
      await engine.stop();
      throw error;
    }
  }

  get knobs(): Knobs {
    return this.#state.knobs;
  }

  /** Resolves when the knobs are in force everywhere. */
  async apply(knobs: Knobs): Promise<void> {
    this.#state.knobs = knobs;
    writeSettings(homeOf(this.folder), knobs);
    writeRefusal(this.folder, knobs);
    await this.#api.apply(knobs);
    await this.#forwarder.apply(knobs);
    await this.#front.apply(knobs);
  }

  /** Takes a scenario's knobs and makes its faults; resolves when all is in force. Faults of the scenario before are mended first. */
  async enter(scenario: Scenario): Promise<void> {
    await this.#faults.mend();
    await this.apply(knobsOf(scenario));
    await this.#faults.make(scenario.faults ?? []);
  }

  restartForwarder(): Promise<void> {
    return this.#forwarder.restart();
  }

  status(): BedStatus {
    const { host, vm, conflicts } = this.#forwarder.status();
    const at = this.#addresses;
    const words = (mirrors: readonly Mirror[]): string[] => mirrors.map(mirrorKey);
    return {
      name: this.#name,
      dockerHost: `unix://${frontOf(this.folder)}`,
      namespace: this.#engine.namespace ?? '',
      hostAddress: at.host,
      hostAddress6: at.host6,
      vmAddress: at.vm,
      vmAddress6: at.vm6,
      gatewayAddress: at.gateway,
      home: homeOf(this.folder),
      pid: process.pid,
      knobs: { ...this.#state.knobs },
      forwarded: { host: words(host), vm: words(vm) },
      conflicts: { ...conflicts },
    };
  }

  /** Ends everything and leaves no trace. */
  async stop(): Promise<void> {
    await this.#front.close();
    this.#api.close();
    await this.#forwarder.stop();
    await this.#engine.stop();
  }
}

const homeOf = (folder: string): string => join(folder, 'home');
const frontOf = (folder: string): string => join(folder, 'front.sock');

function cableFor(at: BedAddresses, folder: string): Veth {
  return {
    outside: `hnb-${folder.slice(-6)}`,
    outsideAddresses: [`${at.host}/24`, `${at.host6}/64`],
    insideAddresses: [`${at.vm}/24`, `${at.vm6}/64`],
    extraInsideAddresses: [`${at.gateway}/32`, `${at.gateway6}/128`],
  };
}

function agentsFor(
  engine: PrivateEngine,
  at: BedAddresses,
  knobs: Knobs,
): ConstructorParameters<typeof Forwarder>[0]['agents'] {
  const host = join(engine.folder, 'host.sock');
  const vm = join(engine.folder, 'vm.sock');
  return {
    host: { side: 'host', exitSocket: host, peerSocket: vm, engine: null, names: null },
    vm: {
      side: 'vm',
      exitSocket: vm,
      peerSocket: host,
      engine: { cgroup: engine.cgroup, dockerdPid: engine.pid },
      names: { address: at.vm, records: nameRecords(at, knobs) },
    },
  };
}
