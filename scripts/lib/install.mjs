import { existsSync, readFileSync } from 'node:fs';
import { at } from './paths.mjs';
import { run, tail } from './run.mjs';
import { Plain, say, seconds } from './say.mjs';

/**
 * @typedef {{ version?: string, link?: boolean, optional?: boolean }} LockEntry
 * @typedef {{ packages?: Record<string, LockEntry> }} Lock
 */

/**
 * @param {Lock} wanted package-lock.json
 * @param {Lock} installed node_modules/.package-lock.json, which npm writes last
 * @returns {boolean} true when everything the lockfile names is there in its version; optional parts may be absent
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted.packages ?? {}).every(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.optional) return true;
    const there = installed.packages?.[path];
    return there !== undefined && there.version === entry.version && there.link === entry.link;
  });
}

/**
 * @param {string} file
 * @returns {Lock} empty when the file does not exist
 */
function readLock(file) {
  return existsSync(file) ? /** @type {Lock} */ (JSON.parse(readFileSync(file, 'utf8'))) : {};
}

/**
 * Installs what package-lock.json names, unless it is there already.
 * @returns {Promise<void>}
 * @throws {Plain} with npm's own words
 */
export async function installDependencies() {
  const lockfile = at('package-lock.json');
  if (
    existsSync(lockfile) &&
    isInstalled(readLock(lockfile), readLock(at('node_modules/.package-lock.json')))
  ) {
    // Packages may outlive the checkout they were installed for.
    if (!existsSync(at('.git/hooks/pre-commit'))) await ensureHook();
    return;
  }
  say('Installing the npm packages ...');
  const started = performance.now();
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  // On Windows npm is a script, which spawn starts only through a shell: use the npm that runs this script.
  const npmScript = process.env['npm_execpath'];
  /** @param {string} verb */
  const npm = (verb) =>
    npmScript ? run(process.execPath, [npmScript, verb, ...quiet]) : run('npm', [verb, ...quiet]);
  let result = await npm('ci');
  if (result.code !== 0) {
    say(`npm ci did not work, trying npm install: ${tail(result.stderr, 2)}`);
    result = await npm('install');
  }
  if (result.code !== 0) throw new Plain(`The npm packages could not be installed:\n${tail(result.stderr)}`);
  say(`Installed the npm packages in ${seconds(performance.now() - started)}`);
  await ensureHook();
}

/** npm may run without install scripts, which is how the hook would come otherwise. */
async function ensureHook() {
  const { installHook } = await import('../check/hook.mjs');
  await installHook();
}
