import { writeFileSync } from 'node:fs';

/**
 * Jest reporter that writes what a run came to, and nothing of its errors: Jest's own --json breaks off on an error that
 * refers to itself, as those of node:child_process do, and then every count is lost.
 */
export default class CountsReporter {
  /**
   * @param {unknown} _contexts
   * @param {Omit<import('./jest.mjs').Run, 'tests'> & { testResults: { testResults: import('./jest.mjs').Run['tests'] }[] }} results
   */
  onRunComplete(_contexts, results) {
    const file = process.env['HOSTNET_JEST_COUNTS'];
    if (!file) return;
    const tests = results.testResults.flatMap((suite) => suite.testResults);
    const counts = {
      numPassedTests: results.numPassedTests,
      numFailedTests: results.numFailedTests,
      numPendingTests: results.numPendingTests,
      numTodoTests: results.numTodoTests,
      numRuntimeErrorTestSuites: results.numRuntimeErrorTestSuites,
      tests: tests.map(({ fullName, status }) => ({ fullName, status })),
    };
    writeFileSync(file, JSON.stringify(counts));
  }
}
