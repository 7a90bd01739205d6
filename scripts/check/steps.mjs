import { seconds } from '../lib/say.mjs';

/**
 * @typedef {object} Step
 * @property {string} name one word
 * @property {() => Promise<string[] | { problems: string[], note: string }>} run returns what is wrong, one problem an item;
 *   empty when all is well. A note is printed beside the time
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
    const { problems, note } = await resultOf(step);
    const time = seconds(performance.now() - started);
    print(
      `${problems.length === 0 ? '✓' : '✗'} ${step.name.padEnd(10)} ${time}${note === '' ? '' : `  ${note}`}`,
    );
    for (const problem of problems) print(problem.replaceAll(/^/gm, '    '));
    if (problems.length > 0) failed += 1;
  }
  return failed === 0 ? 0 : 1;
}

/**
 * @param {Step} step
 * @returns {Promise<{ problems: string[], note: string }>}
 */
async function resultOf(step) {
  try {
    const result = await step.run();
    return Array.isArray(result) ? { problems: result, note: '' } : result;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { problems: [`this step could not run: ${why}`], note: '' };
  }
}
