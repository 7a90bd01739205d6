import { DEFAULT_TIMEOUT_MS } from '@hostnet/core';
import type { diagnose, DiagnoseOptions, Ports, Report } from '@hostnet/core';
import { problemFrom } from './problems.ts';
import { initialState, reduce } from './state.ts';
import type { PageState, Step } from './state.ts';

/** What a runner needs from the outside; tests give their own. */
export interface RunnerParts {
  readonly diagnose: typeof diagnose;
  /** Called when a run starts; a throw becomes the run's problem. */
  ports(): Ports;
  secrets(): DiagnoseOptions['secrets'];
  readonly clock: DiagnoseOptions['clock'];
  readonly version: string;
  /** Called with every finished report. Must not throw. */
  onReport(report: Report): void;
  /** Called with a run's id before it starts anything. Must not throw. */
  onStart(run: string): void;
  /** Called when everything the run started is gone. Must not throw. */
  onEnd(run: string): void;
}

/** Runs one diagnosis at a time and holds the page's state. No DOM, no React. */
export class Runner {
  readonly #parts: RunnerParts;
  readonly #watchers = new Set<() => void>();
  #state: PageState;
  #abort: AbortController | null = null;
  /** Ends with the run under way; `reported` once its result is shown and only what it started is still being ended. */
  #running: Promise<void> = Promise.resolve();
  #reported = false;

  constructor(parts: RunnerParts, last: Report | null = null) {
    this.#parts = parts;
    this.#state = initialState(last);
  }

  readonly state = (): PageState => this.#state;

  /** Calls `watcher` after every change; returns how to stop. */
  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Starts a diagnosis (`full`: with controls that need containers of their own) and resolves when it has ended and all it started is gone. Does nothing while one measures; waits for the end of one that has its result. Never rejects. */
  readonly start = async (full = false): Promise<void> => {
    if (this.#abort && this.#reported) await this.#running;
    if (this.#abort) return;
    this.#running = this.#measure(new AbortController(), full);
    await this.#running;
  };

  async #measure(abort: AbortController, full: boolean): Promise<void> {
    this.#abort = abort;
    this.#reported = false;
    this.#step({ type: 'start', atMs: this.#parts.clock.now().getTime() });
    try {
      await this.#run(abort.signal, full);
      if (abort.signal.aborted) this.#step({ type: 'cancelled' });
    } catch (error) {
      this.#step(
        abort.signal.aborted ? { type: 'cancelled' } : { type: 'failed', problem: problemFrom(error) },
      );
    } finally {
      this.#abort = null;
    }
  }

  /** Cancels the run under way. Its end is told by `start`. */
  readonly cancel = (): void => {
    if (!this.#abort || this.#abort.signal.aborted) return;
    this.#step({ type: 'stopping' });
    this.#abort.abort();
  };

  /** Shows a report of an earlier visit, unless something is shown already. */
  readonly remember = (report: Report): void => this.#step({ type: 'remember', report });

  async #run(signal: AbortSignal, full: boolean): Promise<void> {
    const { version, clock } = this.#parts;
    const secrets = this.#parts.secrets();
    const options: DiagnoseOptions = {
      tool: { name: 'hostnet', version, surface: 'ui' },
      full,
      timeoutMs: DEFAULT_TIMEOUT_MS,
      secrets,
      clock,
    };
    const ports = this.#parts.ports();
    this.#parts.onStart(secrets.run);
    try {
      for await (const event of this.#parts.diagnose(ports, options, signal)) {
        if (signal.aborted) continue;
        this.#step({ type: 'event', event });
        if (event.type !== 'report') continue;
        this.#reported = true;
        this.#parts.onReport(event.report);
      }
    } finally {
      this.#parts.onEnd(secrets.run);
    }
    if (!this.#reported && !signal.aborted) throw new Error('The diagnosis ended without a report.');
  }

  #step(step: Step): void {
    const next = reduce(this.#state, step);
    if (next === this.#state) return;
    this.#state = next;
    for (const watcher of this.#watchers) watcher();
  }
}
