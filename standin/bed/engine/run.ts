import { execa } from 'execa';

/** What a finished command left. `code` is 127 when the program could not be started. */
export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Runs a command to its end and returns what it printed; never throws for a command that fails. */
export async function run(
  file: string,
  args: readonly string[],
  options: { readonly env?: Record<string, string>; readonly timeoutMs?: number } = {},
): Promise<Ran> {
  const result = await execa(file, args, {
    reject: false,
    stdin: 'ignore',
    ...(options.env ? { env: options.env } : {}),
    ...(options.timeoutMs === undefined
      ? {}
      : { timeout: options.timeoutMs, killSignal: 'SIGKILL' as const }),
  });
  return {
    stdout: result.stdout,
    stderr: result.exitCode === undefined && result.stderr === '' ? (result.message ?? '') : result.stderr,
    code: result.exitCode ?? 127,
  };
}

/** Runs a command to its end; throws one sentence with its stderr when it fails. */
export async function must(file: string, args: readonly string[]): Promise<string> {
  const ran = await run(file, args);
  if (ran.code !== 0)
    throw new Error(`${[file, ...args].join(' ')} failed: ${ran.stderr.trim() || `code ${ran.code}`}`);
  return ran.stdout;
}
