import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { ProbeSession } from '@hostnet/core';
import { ProbeFailure } from '@hostnet/core/start';
import { errnoOf, messageOf, pause } from '@hostnet/node';
import { closeEvents, hear, type Heard } from './heard.ts';

/** How a probe in a child process is started, told apart when it fails, and ended. */
export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** true: its standard input stays open as long as this process lives, and tells it of the end. */
  readonly held?: boolean;
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
  const { signal } = options;
  const child = begin(options);
  const heard = listen(child, options.command);
  const ended = closed(child).then(async () => {
    await heard.all();
    const killed = child.signalCode !== null || (child.exitCode ?? 0) > SIGNAL_CODE;
    await options.gone?.({ ready: heard.ready, killed });
    closeEvents(heard, signal.aborted, () => options.failure(heard.stderr, heard.ready));
  });
  const end = ender(child, options, () => heard.ready);
  const stop = async (): Promise<void> => {
    void end();
    const timer = setTimeout(() => child.kill('SIGKILL'), options.stopMs);
    await ended;
    clearTimeout(timer);
  };
  const onAbort = () => void stop();
  signal.addEventListener('abort', onAbort);
  void ended.then(() => signal.removeEventListener('abort', onAbort));
  if (signal.aborted) onAbort();
  void options.started?.(child).catch((error: unknown) => {
    heard.refuse(error instanceof ProbeFailure ? error : new ProbeFailure('died', messageOf(error)));
    child.kill('SIGTERM');
  });
  return { events: heard.events, stop };
}

function begin({ command, args, held }: ChildOptions): Child {
  if (held !== true) return spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  // Nothing is written there: that it breaks is no news beside the child's own end.
  child.stdin.on('error', () => undefined);
  return child;
}

type Child = ChildProcessByStdio<Writable | null, Readable, Readable>;

/** Listens to both streams of a child. A line that is none of ours ends it. */
function listen(child: Child, command: string): Heard {
  const heard = hear(() => child.kill('SIGTERM'));
  // Beside the child's start: its first line comes long after.
  void heard.load();
  child.stderr.setEncoding('utf8').on('data', (text: string) => heard.error(text));
  child.stdout.on('data', (chunk: Buffer) => heard.output.push(chunk)).on('end', () => heard.output.end());
  child.on('error', (error) => heard.refuse(startFailure(error, command)));
  return heard;
}

function startFailure(error: Error, command: string): ProbeFailure {
  if (errnoOf(error) !== 'ENOENT') return new ProbeFailure('died', error.message);
  return new ProbeFailure(
    'helper-missing',
    `The command ${command} was not found: install it or put it on PATH.`,
  );
}

/** Resolves when the child is gone and its streams are read, or when it never was. */
function closed(child: Child): Promise<void> {
  return new Promise((resolve) => {
    child.on('error', () => {
      if (child.pid === undefined) resolve();
    });
    child.on('close', () => resolve());
  });
}

/** Returns what asks the child to end, once: first what it has begun is taken back, for as long as it is not ready. */
function ender(child: Child, options: ChildOptions, isReady: () => boolean): () => Promise<void> {
  const runs = (): boolean => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  let ending = false;
  return async () => {
    if (ending) return;
    ending = true;
    while (options.withdraw && runs() && !isReady()) {
      await options.withdraw();
      await pause(WITHDRAW_EVERY_MS);
    }
    if (runs()) child.kill('SIGTERM');
  };
}
