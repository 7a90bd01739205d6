import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { encodeSpec, parseEventLine, type SessionSpec } from '@hostnet/core/protocol';
import { cleanup } from './cleanup.ts';
import { probeCommand } from './command.ts';
import { specOf } from './driver.ts';

/** Starts a session as the child of a process that can be killed. Linux only: it goes by the pid `ready` tells. */
export async function parentOf(
  parts: Partial<SessionSpec>,
): Promise<{ parent: ChildProcess; probePid: number; gone: (ms: number) => Promise<void> }> {
  const args = [...(await probeCommand()), 'session', encodeSpec(specOf(parts))];
  // The shell stays the parent; the probe's output is this process's, so its end is no reason to end.
  const parent = spawn('sh', ['-c', '"$@" & wait', 'sh', ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [text] = (await once(parent.stdout, 'data')) as [Buffer];
  const ready = parseEventLine(text.toString().split('\n')[0] ?? '');
  if (ready.event !== 'ready') throw new Error(`not ready: ${text.toString()}`);
  const alive = (): boolean => {
    try {
      return process.kill(ready.pid, 0);
    } catch {
      return false;
    }
  };
  cleanup(() => {
    parent.kill('SIGKILL');
    if (alive()) process.kill(ready.pid, 'SIGKILL');
  });
  const gone = async (ms: number): Promise<void> => {
    const deadline = performance.now() + ms;
    while (alive() && performance.now() < deadline) await new Promise((tick) => setTimeout(tick, 20));
  };
  return { parent, probePid: ready.pid, gone };
}
