import { randomBytes } from 'node:crypto';
import type { Listener } from '@hostnet/core';
import type { LookOptions, PortsReport } from '@hostnet/core/listening';
import { DEFAULT_TIMEOUT_MS, lookAtPorts, ProbeFailure } from '@hostnet/core/start';
import { chooseEngine, type EarlyQuestions } from '../adapters/choose-engine.ts';
import { hostPorts } from '../adapters/host-ports.ts';
import { localHost } from '../adapters/local-host.ts';
import type { EngineChoice } from '../engine-choice.ts';
import { UnavailableError } from '../exit.ts';
import { sweepExpired } from '../expired.ts';
import type { Progress } from '../progress.ts';
import { imageOf } from '../image.ts';
import { VERSION } from '../version.ts';

/** Options that `ports` and `port` share. */
export interface LookFlags {
  readonly json?: boolean;
  readonly engine: EngineChoice;
  /** In ms. */
  readonly timeout?: number;
  readonly image?: string;
  /** false: no program gets a connection. */
  readonly connect?: boolean;
  /** false: no container with the rights to see owners of sockets. */
  readonly owners?: boolean;
}

/** Loads what explains and prints a look: beside the container's start, or when it is needed first. */
export const loadAnswers = () => import('@hostnet/core/listening');

/** What one look is to be. */
export interface LookAsk<T> extends Pick<LookOptions, 'focus' | 'discover'> {
  readonly asked: EarlyQuestions | null;
  readonly progress: Progress;
  /** Hears what listens in host mode before it is dialled. */
  listeners?(listeners: readonly Listener[]): void;
  /** Prints the report, beside the end of what the look started. What it returns is what the look comes to. */
  show(report: PortsReport): Promise<T> | T;
}

/**
 * Looks at the ports once, and shows what was seen. Returns what that came to, null when it was cancelled. Leftovers whose time is
 * over are removed beside the end of the look.
 * @throws ProbeFailure when time was over, UnavailableError when it ended without a report
 */
export async function look<T>(flags: LookFlags, ask: LookAsk<T>, signal: AbortSignal): Promise<T | null> {
  const image = imageOf(flags.image);
  const engine = chooseEngine(flags.engine, image, ask.asked);
  const options: LookOptions = {
    tool: { name: 'hostnet', version: VERSION, surface: 'cli' },
    timeoutMs: flags.timeout ?? DEFAULT_TIMEOUT_MS,
    secrets: { token: randomBytes(32).toString('hex'), run: randomBytes(5).toString('hex') },
    clock: { now: () => new Date(), monotonicMs: () => performance.now() },
    focus: ask.focus,
    discover: ask.discover,
    connect: flags.connect ?? true,
    owners: flags.owners ?? true,
    hostPorts,
  };
  let shown: { readonly as: T } | null = null;
  // Never rejects.
  let sweeping: Promise<unknown> = Promise.resolve();
  try {
    for await (const event of lookAtPorts({ engine, host: localHost(), service: null }, options, signal)) {
      // The container is asked for.
      if (event.type === 'facts') void loadAnswers();
      if (event.type === 'phase') ask.progress.phase(event.text);
      if (event.type === 'listeners') ask.listeners?.(event.listeners);
      if (event.type === 'report') {
        ask.progress.clear();
        shown = { as: await ask.show(event.report) };
        sweeping = sweepExpired(ask.asked?.api ?? null, signal);
      }
    }
  } catch (error) {
    if (error instanceof ProbeFailure && error.kind === 'cancelled') return null;
    throw error;
  } finally {
    ask.progress.clear();
    await sweeping;
  }
  if (!shown) throw new UnavailableError('The check of the ports ended without a report.');
  return shown.as;
}
