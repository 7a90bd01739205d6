import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { askEngine, dockerClient } from './docker.mjs';
import { at } from './paths.mjs';
import { tail, which } from './run.mjs';
import { Plain } from './say.mjs';

/**
 * Runs work with an engine of our own that nobody else sees, and takes it down again. Containers get no way out of
 * its bridge: it is there to build (with the host's network) and save an image. Needs root on Linux.
 * @template T
 * @param {(target: import('./docker.mjs').Docker) => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {Plain} when the engine does not come up
 */
export async function withPrivateEngine(work) {
  for (const name of ['dockerd', 'docker', 'ip'])
    if (!which(name)) throw new Plain(`A private engine needs ${name}, which is not on PATH.`);
  if (process.getuid?.() !== 0)
    throw new Plain('A private engine needs root: start an engine, or run this as root.');
  // A unix socket's path may have 107 bytes: the folder is in the system's temporary folder, not in the repository.
  const folder = mkdtempSync(join(tmpdir(), 'hostnet-engine-'));
  const target = dockerClient(`unix://${join(folder, 'docker.sock')}`);
  const log = join(folder, 'log');
  const descriptor = openSync(log, 'a');
  // A process group of its own, so that Ctrl-C leaves the shell to clean up.
  const child = spawn('sh', [at('scripts/lib/private-engine.sh'), folder, `hn-${process.pid}`], {
    detached: true,
    stdio: ['pipe', descriptor, descriptor],
  });
  closeSync(descriptor);
  const ended = new Promise((resolve) => child.on('close', resolve));
  try {
    const until = performance.now() + 60_000;
    while (!target || 'why' in (await askEngine(target, 2000))) {
      const words = existsSync(log) ? readFileSync(log, 'utf8') : '';
      if (child.exitCode !== null || /failed to start daemon/.test(words) || performance.now() > until)
        throw new Plain(`A private engine did not come up:\n${tail(words, 5)}`);
      await delay(200);
    }
    return await work(target);
  } finally {
    child.stdin?.end();
    await ended;
  }
}
