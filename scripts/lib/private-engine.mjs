import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { askEngine, dockerClient } from './docker.mjs';
import { run, tail, which } from './run.mjs';
import { Plain, say } from './say.mjs';

const PREFIX = 'hostnet-engine-';

/**
 * @param {string} folder of an engine that has ended
 * @returns {Promise<void>}
 */
async function remove(folder) {
  // Overlay mounts and namespaces of a killed engine would keep the folder busy.
  const { stdout } = await run('findmnt', ['--raw', '--noheadings', '--output', 'TARGET']);
  const mounts = stdout.split('\n').filter((path) => path.startsWith(`${folder}/`));
  for (const mount of mounts.reverse()) await run('umount', [mount]);
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    say(`${folder} could not be removed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Removes what runs that were killed left behind; the folder's name says whose it was. */
async function sweep() {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^hostnet-engine-(\d+)-/.exec(name)?.[1];
    if (owner && !existsSync(`/proc/${owner}`)) await remove(join(tmpdir(), name));
  }
}

/**
 * Runs work with an engine of our own that nobody else sees, and takes it down again. It has no network of its own:
 * it is there to build and save an image. Needs root, dockerd, the docker command and setpriv (util-linux).
 * @template T
 * @param {(target: import('./docker.mjs').Docker) => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {Plain} when the engine does not come up
 */
export async function withPrivateEngine(work) {
  for (const name of ['dockerd', 'docker', 'setpriv'])
    if (!which(name)) throw new Plain(`A private engine needs ${name}, which is not on PATH.`);
  await sweep();
  // A unix socket's path may have 107 bytes: the folder is in the system's temporary folder, not in the repository.
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const socket = `unix://${join(folder, 'docker.sock')}`;
  const target = dockerClient(socket);
  mkdirSync(join(folder, 'data'));
  const log = join(folder, 'log');
  const descriptor = openSync(log, 'a');
  const args = [
    ...['--pdeathsig', 'TERM', 'dockerd', '-H', socket, '--bridge', 'none', '--iptables=false'],
    ...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
    ...['--pidfile', join(folder, 'pid')],
  ];
  // setpriv asks the kernel to end the engine when this process dies, whatever the way.
  const child = spawn('setpriv', args, { stdio: ['ignore', descriptor, descriptor] });
  closeSync(descriptor);
  const ended = new Promise((resolve) => child.on('close', resolve));
  try {
    const until = performance.now() + 60_000;
    for (;;) {
      if (target && !('why' in (await askEngine(target, 2000)))) break;
      if (child.exitCode !== null || performance.now() > until)
        throw new Plain(`A private engine did not come up:\n${tail(readFileSync(log, 'utf8'), 5)}`);
      await delay(200);
    }
    return await work(target);
  } finally {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(late);
    await remove(folder);
  }
}
