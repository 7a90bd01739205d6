import { spawn, type ChildProcess } from 'node:child_process';
import { encodeSpec, parseEventLine, type ProbeEvent, type SessionSpec } from '@hostnet/core/protocol';
import { cleanup } from './cleanup.ts';
import { probeCommand, runProbe, underWine, wineFailed, withoutWine } from './command.ts';

/** The token of all sessions but those that shall be strangers. */
export const TOKEN = '5a'.repeat(32);

/** How long a case waits for something that should come at once, in ms: the machine may be busy. */
const PATIENCE_MS = 20_000;

// The first program of a new prefix has wine make it: that takes seconds, and none of them is the probe's.
if (underWine) beforeAll(() => runProbe(), 180_000);

type Kind = ProbeEvent['event'];
type EventOf<K extends Kind> = Extract<ProbeEvent, { event: K }>;

/** Returns a whole spec from the parts that matter to a case. */
export function specOf(parts: Partial<SessionSpec>): SessionSpec {
  return {
    v: 1,
    run: 'conform1',
    token: TOKEN,
    vantage: 'host',
    lifetimeMs: 30_000,
    stay: false,
    listen: [],
    dial: [],
    inspect: [],
    ...parts,
  };
}

/** How a session's process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** performance.now() of the end. */
  readonly at: number;
}

/** One probe process, its lines as they come. */
export class Probe {
  readonly events: ProbeEvent[] = [];
  /** Lines that are no event of the protocol. */
  readonly strays: string[] = [];
  readonly exit: Promise<Exit>;
  stderr = '';
  #rest = '';
  #over = false;
  readonly #waiting = new Set<() => void>();

  constructor(readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exit = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        const at = performance.now();
        child.on('close', () => {
          this.#over = true;
          if (this.#rest !== '') this.strays.push(this.#rest);
          this.#wake();
          resolve({ code, signal, at });
        });
      });
    });
  }

  /** Returns all events of a kind so far. */
  all<K extends Kind>(kind: K): EventOf<K>[] {
    return this.events.filter((event): event is EventOf<K> => event.event === kind);
  }

  /** Resolves with the first event of a kind that fits, once there is one; throws when the probe ends without. */
  async event<K extends Kind>(
    kind: K,
    fits: (event: EventOf<K>) => boolean = () => true,
  ): Promise<EventOf<K>> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = this.all(kind).find(fits);
      if (found) return found;
      if (this.#over || performance.now() > deadline) {
        const told = this.events.map((event) => JSON.stringify(event)).join('\n');
        throw new Error(`no such "${kind}" came; events:\n${told}\nstderr: ${this.stderr}`);
      }
      await this.#next(deadline - performance.now());
    }
  }

  /** Returns the port listener `id` is bound to, once ready. Throws when it is not bound. */
  async port(id: string): Promise<number> {
    const { listeners } = await this.event('ready');
    const listener = listeners.find((one) => one.id === id);
    if (!listener || listener.error)
      throw new Error(`listener ${id} is not bound: ${JSON.stringify(listener)}`);
    return listener.port;
  }

  /** Waits for the end and holds the session to its form: only events, `ready` first, one `done`, last, exit code 0. */
  async ended(): Promise<ProbeEvent[]> {
    await this.endedWell();
    expect(this.strays).toEqual([]);
    expect(withoutWine(this.stderr).slice(0, 500)).toBe('');
    expect(this.events[0]?.event).toBe('ready');
    expect(this.events.map((event) => event.event).indexOf('done')).toBe(this.events.length - 1);
    for (const { sent, answered, lastSent, lastAnswered, nonces, tries } of this.all('dialed')) {
      expect(nonces).toHaveLength(sent);
      expect([lastSent <= sent, lastAnswered <= answered, lastAnswered <= lastSent]).toEqual([
        true,
        true,
        true,
      ]);
      if (tries === 1) expect({ lastSent, lastAnswered }).toEqual({ lastSent: sent, lastAnswered: answered });
    }
    return this.events;
  }

  /** Waits for the end and holds it to exit code 0; returns how it ended. */
  async endedWell(): Promise<Exit> {
    const exit = await this.exit;
    if (!wineFailed(exit.signal, this.stderr)) expect(exit).toMatchObject({ code: 0, signal: null });
    return exit;
  }

  #read(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      try {
        this.events.push(parseEventLine(line));
      } catch {
        this.strays.push(line);
      }
    }
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }

  #next(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#waiting.add(wake);
    });
  }
}

/** How a session is started otherwise than as usual. */
export interface StartOptions {
  /** A file descriptor instead of a pipe. */
  readonly stdout?: number;
  /** A program and its arguments that start the probe given after them. */
  readonly via?: readonly string[];
  /** Arguments after the spec; with any, standard input is a pipe. */
  readonly more?: readonly string[];
}

/** Starts a session; the case's end kills it if it still runs. */
export async function start(parts: Partial<SessionSpec>, options: StartOptions = {}): Promise<Probe> {
  const { stdout = 'pipe', via = [], more = [] } = options;
  const [program, ...before] = [...via, ...(await probeCommand())];
  const args = [...before, 'session', encodeSpec(specOf(parts)), ...more];
  const stdin = more.length > 0 ? 'pipe' : 'ignore';
  const child = spawn(program ?? '', args, { stdio: [stdin, stdout, 'pipe'] });
  const probe = new Probe(child);
  cleanup(async () => {
    child.kill('SIGCONT');
    child.kill('SIGKILL');
    await probe.exit;
  });
  return probe;
}

/** Runs a session to its end and holds it to its form. */
export async function finish(parts: Partial<SessionSpec>): Promise<Probe> {
  const probe = await start(parts);
  await probe.ended();
  return probe;
}
