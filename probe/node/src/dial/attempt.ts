import type { DialOutcome, DialPhase, DialSpec, Endpoint } from '@hostnet/core/protocol/probe';
import { roundMs } from '../clock.ts';
import type { Echo } from '../echo.ts';
import type { Leaving } from '../leaving.ts';
import { outcomeOf } from './outcome.ts';

/** One literal address of one lane. */
export interface Target {
  readonly spec: DialSpec;
  readonly address: string;
  readonly family: 4 | 6;
}

/** What every try needs of its session. */
export interface TryContext {
  readonly echo: Echo;
  readonly leaving: Leaving;
  readonly signal: AbortSignal;
}

/** How one try ended. `broken`: this machine could not try (out of sockets), which says nothing about the lane. */
export interface Attempt {
  readonly outcome: DialOutcome | 'broken' | 'aborted';
  readonly phase: DialPhase;
  readonly errno: string | null;
  readonly local: Endpoint | null;
  readonly nonces: readonly string[];
  readonly answered: number;
  readonly elapsedMs: number;
}

/** What a try gathers on its way to an Attempt. */
export class Trace {
  phase: DialPhase = 'connect';
  local: Endpoint | null = null;
  answered = 0;
  readonly nonces: string[] = [];
  readonly #started = performance.now();
  #provedMs: number | null = null;

  constructor(readonly transport: 'tcp' | 'udp') {}

  /** ms since the try began. */
  get sinceMs(): number {
    return performance.now() - this.#started;
  }

  /** Whether an authentic reply came. */
  get proved(): boolean {
    return this.#provedMs !== null;
  }

  /** An authentic reply came; the first one decides the time. */
  prove(): void {
    this.answered += 1;
    this.#provedMs ??= performance.now() - this.#started;
  }

  /** Returns the Attempt that ends in `outcome`. */
  end(outcome: Attempt['outcome'], errno: string | null = null): Attempt {
    const { phase, local, nonces, answered } = this;
    const elapsedMs = roundMs(this.#provedMs ?? performance.now() - this.#started);
    return { outcome, phase, errno, local, nonces, answered, elapsedMs };
  }

  /** Returns the Attempt that ends in a system error. After an authentic reply no error takes `reachable` away. */
  fail(errno: string): Attempt {
    return this.end(this.proved ? 'reachable' : (outcomeOf(errno, this.transport) ?? 'broken'), errno);
  }
}
