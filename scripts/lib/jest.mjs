import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD, at } from './paths.mjs';
import { run } from './run.mjs';

/**
 * What a group of tests came to. `skippedNames` are whole test names, `reason` says why a group did not run.
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} [skippedNames]
 * @property {string} [reason]
 */

/**
 * @typedef {object} Run what jest-reporter.mjs writes of a run
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {number} numRuntimeErrorTestSuites
 * @property {{ fullName: string, status: string }[]} tests
 */

/** A run that has said its results ends within this time, or something of it was left running. */
const STUCK_MS = 60_000;

/** @returns {NodeJS.ProcessEnv} node workspaces run as native ES modules under Jest */
function environment() {
  const options = `${process.env['NODE_OPTIONS'] ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`;
  return { ...process.env, NODE_OPTIONS: options.trim() };
}

/**
 * @param {string} project of jest.config.mjs
 * @param {readonly string[]} [args] further arguments for Jest
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @param {AbortSignal} [signal] ends Jest at once
 * @returns {Promise<number>} Jest's exit code, 1 when it was ended
 */
export async function runJest(project, args = [], env = {}, signal = undefined) {
  // --selectProjects takes every word after it: it comes last.
  const jest = [at('node_modules/jest/bin/jest.js'), ...args, '--selectProjects', project];
  const options = { env: { ...environment(), ...env }, inherit: true, ...(signal && { signal }) };
  const { code } = await run(process.execPath, jest, options);
  return code ?? 1;
}

/**
 * Sums one run up. A suite that could not even be loaded counts as one failure, and so does a run that says it
 * failed for a reason its numbers do not show.
 * @param {Run} run
 * @param {number} [code] Jest's exit code
 * @returns {Counts}
 */
export function countsFrom(run, code = 0) {
  const skippedNames = run.tests
    .filter((test) => test.status === 'pending' || test.status === 'todo')
    .map((test) => test.fullName);
  const failed = run.numFailedTests + run.numRuntimeErrorTestSuites;
  return {
    passed: run.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: run.numPendingTests + run.numTodoTests,
    skippedNames,
  };
}

/**
 * Runs one project and counts its tests.
 * @param {string} project
 * @param {{ args?: string[], env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<Counts>} a run without any test is a failure with a reason
 */
export async function countJest(project, { args = [], env = {} } = {}) {
  mkdirSync(BUILD, { recursive: true });
  const file = join(BUILD, `jest-${project}-${process.pid}.json`);
  rmSync(file, { force: true });
  const reporters = ['--reporters=default', `--reporters=${at('scripts/lib/jest-reporter.mjs')}`];
  const stuck = new AbortController();
  const watch = setInterval(() => {
    if (existsSync(file) && Date.now() - statSync(file).mtimeMs > STUCK_MS) stuck.abort();
  }, 1_000);
  const code = await runJest(
    project,
    [...reporters, ...args],
    { ...env, HOSTNET_JEST_COUNTS: file },
    stuck.signal,
  );
  clearInterval(watch);
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, reason: `Jest ended with code ${code}` };
  const counts = countsFrom(/** @type {Run} */ (JSON.parse(readFileSync(file, 'utf8'))), code);
  rmSync(file, { force: true });
  if (stuck.signal.aborted) {
    const reason = `Jest was ended: ${STUCK_MS / 1000} s after its last test something that a test had started still ran`;
    return { ...counts, failed: Math.max(1, counts.failed), reason };
  }
  const none = counts.passed + counts.failed + counts.skipped === 0;
  return none ? { ...counts, failed: 1, reason: 'no test was found' } : counts;
}
