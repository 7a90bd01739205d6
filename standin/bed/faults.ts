import type { PrivateEngine } from './engine.ts';
import { IMAGE } from './engine/image.ts';
import { waitFor } from './engine/wait.ts';

/** A fault that no knob makes: by the kernel's own rules, or by containers that are really there. */
export type Fault =
  /** Rule for `iptables --insert` in the VM. */
  | { readonly make: 'rule'; readonly tool: 'iptables' | 'ip6tables'; readonly rule: readonly string[] }
  /** A container in host mode that listens on this many TCP ports. */
  | { readonly make: 'listeners'; readonly count: number }
  /** A container that idles; `run` are its arguments of `docker run` before the image. */
  | { readonly make: 'container'; readonly run: readonly string[] }
  /** The forwarder starts anew, as Docker Desktop's does after a restart. */
  | { readonly make: 'restart' };

/** Below the ports a probe draws, above those a bed never forwards. */
const FIRST_PORT = 18_000;
const LISTEN = `
const net = require('node:net');
process.on('SIGTERM', () => process.exit(0));
const [, first, count] = process.argv.map(Number);
let left = count;
for (let at = 0; at < count; at++) net.createServer().listen(first + at, '0.0.0.0', () => --left || console.log('listening'));
`;
const IDLE = 'process.on("SIGTERM", () => process.exit(0)); setInterval(() => {}, 1e6)';
const START_MS = 20_000;

/** The faults in force in one bed. */
export class Faults {
  readonly #engine: PrivateEngine;
  readonly #restart: () => Promise<void>;
  #undo: (() => Promise<unknown>)[] = [];

  constructor(engine: PrivateEngine, restart: () => Promise<void>) {
    this.#engine = engine;
    this.#restart = restart;
  }

  /** Makes these and resolves when they are in force. Throws one sentence when one cannot be made. */
  async make(faults: readonly Fault[]): Promise<void> {
    for (const fault of faults) await this.#make(fault);
  }

  /** Mends all that were made. */
  async mend(): Promise<void> {
    const undo = this.#undo.reverse();
    this.#undo = [];
    for (const one of undo) await one();
  }

  async #make(fault: Fault): Promise<void> {
    if (fault.make === 'restart') {
      await this.#restart();
      return;
    }
    if (fault.make === 'rule') {
      const rule = (how: string): string[] => [fault.tool, '--wait', how, ...fault.rule];
      const made = await this.#engine.nsenter(rule('--insert'));
      if (made.code !== 0) throw new Error(`${fault.tool} refused a rule: ${made.stderr.trim()}`);
      this.#undo.push(() => this.#engine.nsenter(rule('--delete')));
      return;
    }
    const program =
      fault.make === 'listeners'
        ? ['--network', 'host', IMAGE, 'node', '-e', LISTEN, String(FIRST_PORT), String(fault.count)]
        : [...fault.run, IMAGE, 'node', '-e', IDLE];
    const started = await this.#engine.docker(['run', '--detach', '--rm', ...program]);
    const id = started.stdout.trim();
    if (started.code !== 0) throw new Error(`A container could not be started: ${started.stderr.trim()}`);
    this.#undo.push(() => this.#engine.docker(['rm', '--force', id]));
    if (fault.make !== 'listeners') return;
    await waitFor(
      'a container’s listeners',
      async () => (await this.#engine.docker(['logs', id])).stdout.includes('listening'),
      START_MS,
    );
  }
}
