import type { Exec } from './client.ts';
import { collect } from './collect.ts';

const ANSWER_MS = 10_000;

/**
 * Removes the containers of a run whose page went in the middle: a client that is stopped before its container starts
 * leaves it created, and nobody was there to remove it. Throws when the engine cannot be asked; then it is tried again
 * on the next visit.
 */
export async function removeRun(exec: Exec, run: string, signal: AbortSignal): Promise<void> {
  const options = { signal, timeoutMs: ANSWER_MS };
  const list = await collect(
    exec,
    'ps',
    ['--all', '--quiet', '--no-trunc', '--filter', `label=hostnet.run=${run}`],
    options,
  );
  if (list.code !== 0) throw new Error(list.stderr || 'docker ps failed');
  const ids = list.stdout.split('\n').filter((id) => id !== '');
  if (ids.length === 0) return;
  const removed = await collect(exec, 'rm', ['--force', ...ids], options);
  if (removed.code !== 0) throw new Error(removed.stderr || 'docker rm failed');
}
