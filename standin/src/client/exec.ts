import type { Incoming, Transport } from './types.ts';

/** The callbacks of a streaming exec (extension SDK types, exec.d.ts). */
interface Stream {
  readonly onOutput?: (data: { stdout: string } | { stderr: string }) => void;
  readonly onError?: (error: unknown) => void;
  readonly onClose?: (code: number | null) => void;
  readonly splitOutputLines?: boolean;
}

interface Options {
  readonly cwd?: string;
  readonly env?: Record<string, string | undefined>;
  readonly stream?: Stream;
}

/** `exec` of one command line: a promise of the whole output, or a process at once when it streams. */
export type Exec = (cmd: string, args: string[], options?: Options) => unknown;

/** Returns the `exec` of one target. Runs in the page and must use nothing from outside itself. */
export function makeExec(transport: Transport, target: string): Exec {
  const result = (raw: { stdout: string }): object => {
    const lines = () => raw.stdout.split(/\r?\n/);
    return {
      ...raw,
      lines,
      parseJsonLines: () =>
        lines()
          .filter((line) => line.trim() !== '')
          .map((line): unknown => JSON.parse(line)),
      parseJsonObject: (): unknown => JSON.parse(raw.stdout),
    };
  };

  const asError = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && 'message' in value
      ? new Error(String(value.message))
      : value;

  const receiver =
    (stream: Stream) =>
    (message: Incoming): void => {
      if (message.type === 'output') {
        if (message.stdout !== undefined) stream.onOutput?.({ stdout: message.stdout });
        if (message.stderr !== undefined) stream.onOutput?.({ stderr: message.stderr });
      } else if (message.type === 'close') stream.onClose?.(message.code);
      else if (message.type === 'error') stream.onError?.(asError(message.error));
      else if (message.type === 'failure') stream.onError?.(asError(message.failure));
      else if (message.type === 'lost') stream.onError?.(new Error('the desktop went away'));
    };

  return (cmd, args, options = {}) => {
    if (typeof cmd !== 'string' || !Array.isArray(args) || !args.every((arg) => typeof arg === 'string')) {
      const error = new TypeError(
        '[ERROR_INVALID_ARG_TYPE]: exec(cmd: string, args: string[], options?: object)',
      );
      if (typeof options === 'object' && options.stream !== undefined) throw error;
      return Promise.reject(error);
    }
    const params = { target, cmd, args, cwd: options.cwd, env: options.env };
    const stream = options.stream;
    if (stream === undefined) {
      return transport.ask('exec', params).then((raw) => result(raw as { stdout: string }));
    }
    const splitOutputLines = stream.splitOutputLines === true;
    const id = transport.start('exec', { ...params, stream: { splitOutputLines } }, receiver(stream));
    return Object.freeze({ close: () => transport.close(id) });
  };
}
