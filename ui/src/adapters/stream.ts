import type { Exec } from './client.ts';

/** How a streamed command ended: by itself with a code, or never really started. */
export type StreamEnd =
  { readonly kind: 'closed'; readonly code: number } | { readonly kind: 'error'; readonly message: string };

/** A streamed command under way. */
export interface StreamProcess {
  /** Sends SIGTERM; does nothing once it has ended. */
  close(): void;
  /** Resolves when it has ended. Never rejects. */
  readonly ended: Promise<StreamEnd>;
}

export interface StreamLines {
  onStdout(line: string): void;
  onStderr(line: string): void;
}

/**
 * Starts a command in exec's streaming mode: arguments reach the program verbatim, without a shell and without the
 * 1 MiB limit of the other mode (docker/extensions-sdk issue 303). A command that cannot start ends with `error`.
 */
export function startStream(
  exec: Exec,
  command: string,
  args: readonly string[],
  to: StreamLines,
): StreamProcess {
  let finish: (end: StreamEnd) => void = () => undefined;
  let over = false;
  const ended = new Promise<StreamEnd>((resolve) => {
    finish = (end) => {
      over = true;
      resolve(end);
    };
  });
  let closer: () => void = () => undefined;
  try {
    const started: unknown = exec(command, [...args], {
      stream: {
        splitOutputLines: true,
        onOutput: (data) => {
          for (const line of linesOf(data.stdout)) to.onStdout(line);
          for (const line of linesOf(data.stderr)) to.onStderr(line);
        },
        onError: (error: unknown) => finish({ kind: 'error', message: errorText(error) }),
        onClose: (code) => finish({ kind: 'closed', code }),
      },
    });
    closer = closerOf(started, finish);
  } catch (error) {
    finish({ kind: 'error', message: errorText(error) });
  }
  return {
    ended,
    close: () => {
      if (!over) closer();
    },
  };
}

/** Some hosts return the process, others a promise of it (the documentation's own samples await it). */
function closerOf(started: unknown, finish: (end: StreamEnd) => void): () => void {
  if (hasClose(started)) return () => started.close();
  if (!(started instanceof Promise)) return () => undefined;
  let wanted = false;
  let found: { close(): void } | null = null;
  started.then(
    (value: unknown) => {
      if (!hasClose(value)) return;
      found = value;
      if (wanted) value.close();
    },
    (error: unknown) => finish({ kind: 'error', message: errorText(error) }),
  );
  return () => {
    wanted = true;
    found?.close();
  };
}

function hasClose(value: unknown): value is { close(): void } {
  return typeof value === 'object' && value !== null && 'close' in value && typeof value.close === 'function';
}

/** Not every host splits stderr, so each piece is split again here; empty lines carry nothing in any of our protocols. */
function linesOf(piece: string | undefined): string[] {
  return piece === undefined ? [] : piece.split(/\r?\n/).filter((line) => line !== '');
}

/** Returns the text of anything thrown: Error, `{stderr}`, `{message}` or a bare string. */
export function errorText(error: unknown): string {
  if (typeof error === 'string') return error;
  if (typeof error === 'object' && error !== null) {
    for (const key of ['stderr', 'message', 'code'] as const) {
      const value: unknown = Reflect.get(error, key);
      if (typeof value === 'string' && value !== '') return value;
    }
  }
  return 'unknown error';
}
