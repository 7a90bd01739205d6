import { execFile } from 'node:child_process';
import { INSPECT_MAX_MS } from '@hostnet/core/protocol/probe';

/** Leaves time to read what a tool said, and to do without it, within the inspection's bound. */
const TOOL_MS = INSPECT_MAX_MS - 200;

/** Ten thousand sockets with their processes are some 2 MB. */
const MOST_BYTES = 64 * 1024 * 1024;

/** How a tool ended: what it said, and why that counts for nothing, null when it does count. */
export interface Told {
  readonly text: string;
  readonly fault: string | null;
}

/** Runs a tool of the system in the C locale. `empty` is an exit code by which it says that there is nothing to tell. Never rejects. */
export function tell(
  tool: string,
  args: readonly string[],
  signal: AbortSignal,
  empty?: number,
): Promise<Told> {
  const env = { ...process.env, LC_ALL: 'C' };
  const limits = { timeout: TOOL_MS, killSignal: 'SIGKILL', maxBuffer: MOST_BYTES } as const;
  return new Promise((resolve) => {
    execFile(tool, [...args], { env, signal, windowsHide: true, ...limits }, (error, text) => {
      if (!error || (empty !== undefined && error.code === empty)) resolve({ text, fault: null });
      else if (error.code === 'ENOENT') resolve({ text: '', fault: `there is no ${tool} here` });
      else if (error.killed) resolve({ text: '', fault: `${tool} did not end in time` });
      else resolve({ text: '', fault: `${tool} failed (${String(error.code)})` });
    });
  });
}
