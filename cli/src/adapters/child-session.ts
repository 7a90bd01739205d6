import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { channel, ProbeFailure, ProtocolError, type ProbeEvent, type ProbeSession } from '@hostnet/core';
import { errnoOf, messageOf, pause } from '@hostnet/node';

/** stderr is kept up to this many characters: enough for an engine's refusal. */
const STDERR_CHARS = 16_384;

/** How a probe in a child process is started, told apart when it fails, and ended. */
export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly signal: AbortSignal;
  /** Says what went wrong, from the stderr of a child that ended without `done`. */
  failure(stderr: string, ready: boolean): ProbeFailure;
  /** Runs right after the child was started, before it is ready, such as to give it a network. */
  started?(child: ChildProcess): Promise<void>;
  /** How long SIGTERM may take before SIGKILL, in ms. */
  readonly stopMs: number;
  /**
   * Takes back what a child that is not ready has begun, so that it ends by itself with nothing half made. Called again and
   * again until it has ended or is ready; without it SIGTERM ends the child at once. Never throws.
   */
  withdraw?(): Promise<void>;
  /** Runs after the child is gone, to remove what it may have left. Never throws. */
  gone?(how: ChildEnd): Promise<void>;
}

/** How a child ended. */
export interface ChildEnd {
  /** Whether its first line had come. */
  readonly ready: boolean;
  /** Whether a signal ended it, such as Ctrl-C, which reaches every process of a terminal: it may have left things half made. */
  readonly killed: boolean;
}

/** Between two attempts to take back what a child has begun, in ms. */
const WITHDRAW_EVERY_MS = 30;
/** Exit codes from here on tell a signal (POSIX shells, 128 + its number). */
const SIGNAL_CODE = 128;

/** Returns a session whose probe is a child process that prints JSON lines. */
export function childSession(options: ChildOptions): ProbeSession {
  const events = channel<ProbeEvent>();
  let ready = false;
  let done = false;
  let stderr = '';
  let refused: ProbeFailure | null = null;

  const child = spawn(options.command, [...options.args], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(0, STDERR_CHARS);
  });
  // Loaded beside the child's start: its first line comes long after.
  const late = import('@hostnet/core/late');
  let heard: Promise<unknown> = late;
  const hear = (line: string, parse: (text: string) => ProbeEvent) => {
    try {
      const event = parse(line);
      if (event.event === 'ready') ready = true;
      if (event.event === 'done') done = true;
      events.push(event);
    } catch (error) {
      refused ??= new ProbeFailure(
        'protocol',
        error instanceof ProtocolError ? error.message : String(error),
        line,
      );
      child.kill('SIGTERM');
    }
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.trim() !== '')
      heard = Promise.all([late, heard]).then(([{ parseEventLine }]) => hear(line, parseEventLine));
  });

  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      const missing = errnoOf(error) === 'ENOENT';
      refused ??= new ProbeFailure(
        missing ? 'helper-missing' : 'died',
        missing
          ? `The command ${options.command} was not found: install it or put it on PATH.`
          : error.message,
      );
      if (child.pid === undefined) resolve();
    });
    child.on('close', () => resolve());
  }).then(async () => {
    await heard;
    const killed = child.signalCode !== null || (child.exitCode ?? 0) > SIGNAL_CODE;
    await options.gone?.({ ready, killed });
    if (options.signal.aborted && !done)
      events.close(new ProbeFailure('cancelled', 'The probe was stopped.'));
    else if (refused) events.close(refused);
    else if (done) events.close();
    else events.close(options.failure(stderr, ready));
  });

  const runs = (): boolean => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    while (options.withdraw && runs() && !ready) {
      await options.withdraw();
      await pause(WITHDRAW_EVERY_MS);
    }
    if (runs()) child.kill('SIGTERM');
  };
  const stop = async (): Promise<void> => {
    void end();
    const timer = setTimeout(() => child.kill('SIGKILL'), options.stopMs);
    await ended;
    clearTimeout(timer);
  };
  const onAbort = () => void stop();
  options.signal.addEventListener('abort', onAbort);
  void ended.then(() => options.signal.removeEventListener('abort', onAbort));
  if (options.signal.aborted) onAbort();
  void options.started?.(child).catch((error: unknown) => {
    refused ??= error instanceof ProbeFailure ? error : new ProbeFailure('died', messageOf(error));
    child.kill('SIGTERM');
  });
  return { events, stop };
}
