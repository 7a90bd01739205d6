import { ProbeFailure } from '@hostnet/core';
import type { Facts } from '@hostnet/core';

/** One of the three ports that cannot be used: what is so, and what mends it. */
export interface Problem {
  readonly port: 'engine' | 'host' | 'service' | 'desktop' | 'run' | 'page' | 'product';
  readonly title: string;
  readonly message: string;
  readonly fix: string;
}

const REINSTALL = 'Install the extension again: docker extension install hostnet/host-networking';

/** Returns the problem in a run's facts; null when engine and host could be used. */
export function problemInFacts(facts: Facts | null): Problem | null {
  if (!facts) return null;
  if (!facts.engine.reachable) {
    const { message, fix } = facts.engine;
    return { port: 'engine', title: 'The Docker Engine cannot be reached', message, fix };
  }
  return facts.probeFailure?.kind === 'helper-missing' ? helperMissing(facts.probeFailure.detail) : null;
}

/** Returns the problem behind a run that threw instead of ending in a report. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof ProbeFailure) {
    if (error.kind === 'helper-missing') return helperMissing(error.detail);
    const port = error.kind === 'engine-unreachable' ? 'engine' : 'run';
    const title = port === 'engine' ? 'The Docker Engine cannot be reached' : 'The diagnosis could not run';
    return {
      port,
      title,
      message: error.message,
      fix: 'Try again; if that does not help, restart Docker Desktop.',
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'NotInDesktop') {
    const fix = 'Open Docker Desktop and choose Host Networking in its menu on the left.';
    return { port: 'desktop', title: 'This is not Docker Desktop', message, fix };
  }
  return {
    port: 'run',
    title: 'The diagnosis could not run',
    message,
    fix: 'Try again; if that does not help, restart Docker Desktop.',
  };
}

/** Returns the problem of a service that does not answer. It stops no diagnosis: bridge lanes and history are missing. */
export function serviceProblem(error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const fix: unknown = error instanceof Error && 'fix' in error ? error.fix : undefined;
  return {
    port: 'service',
    title: "The extension's service is lost",
    message: `${message} Bridge lanes are not measured and reports are not kept until it answers.`,
    fix: typeof fix === 'string' ? fix : 'Leave this tab and come back, or restart Docker Desktop.',
  };
}

function helperMissing(detail: string): Problem {
  const why = detail === '' ? '' : ` (${detail.split('\n')[0] ?? ''})`;
  return {
    port: 'host',
    title: 'The host helper is missing',
    message: `Nothing can be measured from this computer: the extension's host helper did not start${why}.`,
    fix: REINSTALL,
  };
}
