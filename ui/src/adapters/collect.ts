import type { Exec } from './client.ts';
import { startStream } from './stream.ts';

/** Everything a finished command wrote. */
export interface Collected {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Thrown by collect when there is no exit code to report. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  constructor(
    readonly kind: 'not-started' | 'timed-out' | 'cancelled',
    message: string,
  ) {
    super(message);
  }
}

export interface CollectOptions {
  readonly signal: AbortSignal;
  /** After this many ms the command is closed and CommandFailure `timed-out` is thrown. */
  readonly timeoutMs: number;
}

/**
 * Runs a command to its end in streaming mode and returns its output, whatever its exit code.
 * Throws CommandFailure when it could not start, took too long, or `signal` was aborted; it is closed in both cases.
 */
export async function collect(
  exec: Exec,
  command: string,
  args: readonly string[],
  { signal, timeoutMs }: CollectOptions,
): Promise<Collected> {
  if (signal.aborted) throw new CommandFailure('cancelled', `${command} was cancelled`);
  const stdout: string[] = [];
  const stderr: string[] = [];
  const process = startStream(exec, command, args, {
    onStdout: (line) => stdout.push(line),
    onStderr: (line) => stderr.push(line),
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort: () => void = () => undefined;
  const stopped = new Promise<'timed-out' | 'cancelled'>((resolve) => {
    timer = setTimeout(() => resolve('timed-out'), timeoutMs);
    onAbort = () => resolve('cancelled');
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    const end = await Promise.race([process.ended, stopped]);
    if (typeof end === 'string') {
      process.close();
      const how = end === 'cancelled' ? 'was cancelled' : `did not finish within ${timeoutMs / 1000} s`;
      throw new CommandFailure(end, `${command} ${how}`);
    }
    if (end.kind === 'error') throw new CommandFailure('not-started', end.message);
    return { code: end.code, stdout: stdout.join('\n'), stderr: stderr.join('\n') };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
