import { seconds } from '../lib/say.mjs';

/**
 * @typedef {object} Step
 * @property {string} name one word
 * @property {() => Promise<string[]>} run returns what is wrong, one problem an item; empty when all is well
 */

/**
 * Runs the steps one after another, one line each with its time, problems below it. A step that throws has failed: it
 * never counts as passed.
 * @param {readonly Step[]} steps
 * @param {(line: string) => void} [print]
 * @returns {Promise<number>} exit code: 0, or 1 when any step found something
 */
export async function runSteps(steps, print = (line) => process.stdout.write(`${line}\n`)) {
  let failed = 0;
  for (const step of steps) {
    const started = performance.now();
    const problems = await problemsOf(step);
    const time = seconds(performance.now() - started);
    print(`${problems.length === 0 ? '✓' : '✗'} ${step.name.padEnd(10)} ${time}`);
    for (const problem of problems) print(problem.replaceAll(/^/gm, '    '));
    if (problems.length > 0) failed += 1;
  }
  return failed === 0 ? 0 : 1;
}

/**
 * @param {Step} step
 * @returns {Promise<string[]>}
 */
async function problemsOf(step) {
  try {
    return await step.run();
  } catch (error) {
    return [`this step could not run: ${error instanceof Error ? error.message : String(error)}`];
  }
}
