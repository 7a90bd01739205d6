import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
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

/** @returns {NodeJS.ProcessEnv} node workspaces run as native ES modules under Jest */
function environment() {
  const options = `${process.env['NODE_OPTIONS'] ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`;
  return { ...process.env, NODE_OPTIONS: options.trim() };
}

/**
 * @param {string} project of jest.config.mjs
 * @param {readonly string[]} [args] further arguments for Jest
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @returns {Promise<number>} Jest's exit code
 */
export async function runJest(project, args = [], env = {}) {
  // --selectProjects takes every word after it: it comes last.
  const jest = [at('node_modules/jest/bin/jest.js'), ...args, '--selectProjects', project];
  const { code } = await run(process.execPath, jest, { env: { ...environment(), ...env }, inherit: true });
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
  const code = await runJest(project, [...reporters, ...args], { ...env, HOSTNET_JEST_COUNTS: file });
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, reason: `Jest ended with code ${code}` };
  const counts = countsFrom(/** @type {Run} */ (JSON.parse(readFileSync(file, 'utf8'))), code);
  rmSync(file, { force: true });
  const none = counts.passed + counts.failed + counts.skipped === 0;
  return none ? { ...counts, failed: 1, reason: 'no test was found' } : counts;
}
