import { spawn, type ChildProcess } from 'node:child_process';
import { encodeSpec, type SessionSpec } from '@hostnet/core/protocol';
import { cleanup } from './cleanup.ts';
import { probeCommand } from './command.ts';
import { specOf } from './driver.ts';

/** Starts a session as the child of a process that can be killed. `probePid` is the system's own, whatever the probe thinks. */
export async function parentOf(
  parts: Partial<SessionSpec>,
): Promise<{ parent: ChildProcess; probePid: number; gone: (ms: number) => Promise<void> }> {
  const args = [...(await probeCommand()), 'session', encodeSpec(specOf(parts))];
  // The shell stays the parent; the probe's output is this process's, so its end is no reason to end.
  const parent = spawn('sh', ['-c', '"$@" & echo "$!"; wait', 'sh', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = await new Promise<string[]>((resolve, reject) => {
    let text = '';
    parent.on('error', reject).on('exit', () => reject(new Error(`not ready: ${text}`)));
    // Read to the end: a probe whose output nobody takes ends for that reason.
    parent.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.split('\n').length > 2) resolve(text.split('\n'));
    });
  });
  const probePid = Number(lines.find((line) => /^\d+$/.test(line)));
  if (!(probePid > 1) || !lines.some((line) => line.includes('"ready"')))
    throw new Error(`not ready: ${lines.join(' ')}`);
  const alive = (): boolean => {
    try {
      return process.kill(probePid, 0);
    } catch {
      return false;
    }
  };
  cleanup(() => {
    parent.kill('SIGKILL');
    if (alive()) process.kill(probePid, 'SIGKILL');
  });
  const gone = async (ms: number): Promise<void> => {
    const deadline = performance.now() + ms;
    while (alive() && performance.now() < deadline) await new Promise((tick) => setTimeout(tick, 20));
  };
  return { parent, probePid, gone };
}
