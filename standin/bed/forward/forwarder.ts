import { spawn, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import type { BedAddresses } from '../addresses.ts';
import { waitFor } from '../engine/wait.ts';
import type { Knobs } from '../knobs.ts';
import { planMirrors, type SeenListener } from './plan.ts';
import type { AgentCommand, AgentConfig, AgentEvent, Listener, Mirror, NameRecords, Side } from './types.ts';

/** What the forwarder is given. */
export interface ForwarderOptions {
  /** The bundle that holds `agent`, run by this Node. */
  readonly script: string;
  readonly agents: Readonly<Record<Side, AgentConfig>>;
  /** Puts a command into the VM's network namespace. */
  readonly enterVm: (argv: readonly string[]) => string[];
  readonly addresses: BedAddresses;
  readonly knobs: Knobs;
}

/** What the forwarder holds open, for people. */
export interface ForwarderStatus {
  readonly host: readonly Mirror[];
  readonly vm: readonly Mirror[];
  /** errno by what could not be opened because somebody else holds the port. */
  readonly conflicts: Readonly<Record<string, string>>;
}

interface Agent {
  readonly child: ChildProcess;
  listeners: readonly Listener[] | null;
  appliedId: number;
  conflicts: Readonly<Record<string, string>>;
}

/** Before the tests it shares the machine with (nice(2)): a starved forwarder would be a fault nobody asked for. */
export const FORWARDER_NICE = -15;

const START_MS = 20_000;
const APPLY_MS = 10_000;

/** The layer-4 forwarder between machine and VM: two agents and the one place that decides. */
export class Forwarder {
  readonly #options: ForwarderOptions;
  #knobs: Knobs;
  #agents: Record<Side, Agent> | null = null;
  #id = 0;
  #sent = '';
  #plan: { host: readonly Mirror[]; vm: readonly Mirror[] } = { host: [], vm: [] };
  #timer: NodeJS.Timeout | null = null;
  /** Sockets of the machine that were open before the bed: never shown to the VM. */
  #baseline: ReadonlySet<number> | null = null;
  /** Sockets of containers a restarted forwarder did not notice. */
  #forgotten: ReadonlySet<number> = new Set();

  constructor(options: ForwarderOptions) {
    this.#options = options;
    this.#knobs = options.knobs;
  }

  /** Starts both agents and resolves when what is open on either side is forwarded. */
  async start(): Promise<void> {
    const agents = { host: this.#spawn('host'), vm: this.#spawn('vm') };
    this.#agents = agents;
    await waitFor(
      'the start of the forwarder',
      () => {
        for (const { child } of [agents.host, agents.vm])
          if (child.exitCode !== null)
            throw new Error('A process of the forwarder ended at once: see the bed’s log.');
        return agents.host.listeners !== null && agents.vm.listeners !== null;
      },
      START_MS,
      5,
    );
    this.#baseline ??= new Set(agents.host.listeners?.map((one) => one.inode));
    const existing = agents.vm.listeners?.filter((one) => one.owner === 'container') ?? [];
    this.#forgotten = new Set(
      this.#knobs['forget-existing'] === 'on' ? existing.map((one) => one.inode) : [],
    );
    this.#sent = '';
    await this.apply(this.#knobs);
  }

  /** Ends both agents; everything they held open is closed when this resolves. */
  async stop(): Promise<void> {
    const agents = this.#agents;
    this.#agents = null;
    if (this.#timer) clearTimeout(this.#timer);
    if (!agents) return;
    await Promise.all(
      [agents.host.child, agents.vm.child].map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGKILL');
        await ended;
      }),
    );
  }

  /** Ends and starts the agents, as a restart of Docker Desktop does with its forwarder. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Takes new knobs and resolves when both sides hold what they ask for. */
  async apply(knobs: Knobs): Promise<void> {
    this.#knobs = knobs;
    this.#decide();
    const id = this.#id;
    const agents = this.#agents;
    if (!agents) return;
    this.#tell('vm', { type: 'names', records: nameRecords(this.#options.addresses, knobs) });
    const done = (): boolean => agents.host.appliedId >= id && agents.vm.appliedId >= id;
    await waitFor('the forwarder’s change', done, APPLY_MS, 2);
  }

  status(): ForwarderStatus {
    const conflicts = { ...this.#agents?.host.conflicts, ...this.#agents?.vm.conflicts };
    return { ...this.#plan, conflicts };
  }

  #spawn(side: Side): Agent {
    const config = this.#options.agents[side];
    const argv = [process.execPath, this.#options.script, 'agent', JSON.stringify(config)];
    const [file = '', ...args] = side === 'vm' ? this.#options.enterVm(argv) : argv;
    const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    if (child.pid !== undefined) setPriority(child.pid, FORWARDER_NICE);
    const agent: Agent = { child, listeners: null, appliedId: 0, conflicts: {} };
    child.on('message', (event: AgentEvent) => {
      if (event.type === 'listeners') {
        agent.listeners = event.listeners;
        if (this.#agents?.[side] === agent) this.#decide();
      } else {
        agent.appliedId = event.id;
        agent.conflicts = event.conflicts;
      }
    });
    child.on('error', (error) => console.error(`The forwarder's ${side} side failed: ${error.message}`));
    return agent;
  }

  /** Plans anew and tells the agents when that changes anything. */
  #decide(): void {
    const agents = this.#agents;
    if (!agents || this.#baseline === null) return;
    const now = performance.now();
    const host = seen(agents.host.listeners ?? [], this.#baseline, now);
    const vm = seen(agents.vm.listeners ?? [], this.#forgotten, now);
    const plan = planMirrors({ host, vm }, this.#knobs, this.#options.addresses, now);
    if (this.#timer) clearTimeout(this.#timer);
    if (plan.again !== null)
      this.#timer = setTimeout(() => this.#decide(), Math.max(1, plan.again - now + 1));
    this.#plan = { host: plan.host, vm: plan.vm };
    const text = JSON.stringify(this.#plan);
    if (text === this.#sent) return;
    this.#sent = text;
    this.#id++;
    this.#tell('host', { type: 'mirrors', id: this.#id, mirrors: plan.host });
    this.#tell('vm', { type: 'mirrors', id: this.#id, mirrors: plan.vm });
  }

  #tell(side: Side, command: AgentCommand): void {
    const child = this.#agents?.[side].child;
    if (child?.connected) child.send(command);
  }
}

/** Returns what the VM's names server knows. */
export function nameRecords(at: BedAddresses, knobs: Knobs): NameRecords {
  const aaaa = knobs['host-aaaa'] === 'on' ? at.gateway6 : null;
  return {
    'host.docker.internal': { a: at.gateway, aaaa },
    'gateway.docker.internal': { a: at.host, aaaa: null },
  };
}

/** Returns the listeners that may be forwarded, in the order they opened, with when they were noticed. */
function seen(listeners: readonly Listener[], hidden: ReadonlySet<number>, now: number): SeenListener[] {
  const ago = (one: Listener): number => Math.max(0, Date.now() - one.noticedAt);
  return listeners
    .filter((one) => !hidden.has(one.inode))
    .map((one) => ({ ...one, seenAt: now - ago(one) }))
    .sort((a, b) => a.noticedAt - b.noticedAt);
}
