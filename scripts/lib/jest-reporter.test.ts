import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import CountsReporter from './jest-reporter.mjs';

test('counts are written also when a failure refers to itself, as errors of node:child_process do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostnet-reporter-'));
  const error: Record<string, unknown> = {};
  error['error'] = error;
  const failed = { fullName: 'a fails', status: 'failed', failureDetails: [error] };
  const file = join(folder, 'counts.json');
  try {
    process.env['HOSTNET_JEST_COUNTS'] = file;
    new CountsReporter().onRunComplete(null, {
      numPassedTests: 0,
      numFailedTests: 1,
      numPendingTests: 0,
      numTodoTests: 0,
      numRuntimeErrorTestSuites: 0,
      testResults: [{ testResults: [failed] }],
    });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      numFailedTests: 1,
      tests: [{ fullName: 'a fails', status: 'failed' }],
    });
  } finally {
    delete process.env['HOSTNET_JEST_COUNTS'];
    rmSync(folder, { recursive: true });
  }
});
