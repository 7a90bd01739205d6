import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { IMAGE, ROOT, at } from './paths.mjs';
import { say } from './say.mjs';

/**
 * Shows the dashboard tab through the stand-in for Docker Desktop until it ends or Ctrl-C.
 * @param {{ scenario?: string | undefined }} [options]
 * @returns {Promise<number>} its exit code; 0 after Ctrl-C
 */
export function serveDashboard({ scenario } = {}) {
  const bundle = at('standin/dist/standin.mjs');
  if (!existsSync(bundle)) {
    say('The dashboard is not shown: the stand-in for Docker Desktop is not built.');
    return Promise.resolve(0);
  }
  const args = [bundle, 'serve', '--image', IMAGE, ...(scenario ? ['--scenario', scenario] : [])];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  let interrupted = false;
  // Ctrl-C reaches the whole group by itself; a signal sent to this process alone is handed on. Either way the
  // stand-in takes its own things down before this process ends.
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    interrupted = true;
    child.kill(signal);
  };
  process.on('SIGINT', () => (interrupted = true));
  process.on('SIGTERM', forward);
  process.on('SIGHUP', forward);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(interrupted ? 0 : (code ?? 1)));
  });
}
