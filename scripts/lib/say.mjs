/** Progress goes to stderr, so that stdout stays the diagnosis and the test result alone. */

/** @param {string} line one plain sentence */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * @param {number} ms milliseconds
 * @returns {string} for a person, such as `3.4 s`
 */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/**
 * Runs one step; says what is under way once it has taken a second, and how long it took.
 * @template T
 * @param {string} title as in "Building the image"
 * @param {() => Promise<T>} work the step
 * @param {{ afterMs?: number }} [options] `afterMs`: silence before the first line, in milliseconds
 * @returns {Promise<T>}
 */
export async function step(title, work, { afterMs = 1000 } = {}) {
  const started = performance.now();
  let said = false;
  const timer = setTimeout(() => {
    said = true;
    say(`${title} ...`);
  }, afterMs);
  try {
    const result = await work();
    if (said) say(`${title}: done in ${seconds(performance.now() - started)}`);
    return result;
  } finally {
    clearTimeout(timer);
  }
}

/** An error whose message is a whole sentence for a person: no stack trace is shown. */
export class Plain extends Error {
  /**
   * @param {string} message what was wrong, what was expected, the fix
   * @param {number} [exitCode] 2 for bad input, 1 for a step that failed
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a script's main function and ends the process as its outcome says.
 * @param {() => Promise<number | void>} main returns the exit code; nothing means 0
 * @returns {Promise<void>}
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (error instanceof Plain) {
      say(error.message);
      process.exitCode = error.exitCode;
    } else {
      throw error;
    }
  }
}
