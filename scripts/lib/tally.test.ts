import { chooseGroups, GROUPS } from './groups.mjs';
import { countsFrom } from './jest.mjs';
import { judge, line, sum } from './tally.mjs';

const json = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  numRuntimeErrorTestSuites: 0,
  tests: [
    { fullName: 'a works', status: 'passed' },
    { fullName: 'b waits', status: 'pending' },
    { fullName: 'c is planned', status: 'todo' },
  ],
};

describe('countsFrom', () => {
  test('counts and names what was skipped', () => {
    expect(countsFrom(json)).toEqual({
      passed: 3,
      failed: 0,
      skipped: 2,
      skippedNames: ['b waits', 'c is planned'],
    });
  });

  test('a suite that cannot be loaded is a failure', () => {
    expect(countsFrom({ ...json, numRuntimeErrorTestSuites: 2 }, 1).failed).toBe(2);
  });

  test('a run that failed without a number is a failure', () => {
    expect(countsFrom(json, 1).failed).toBe(1);
  });
});

describe('judge', () => {
  const counts = { passed: 1, failed: 1, skipped: 2 };
  test('a skip is a failure only where it could have been mended', () => {
    expect(judge(counts, false)).toEqual(counts);
    expect(judge(counts, true)).toEqual({ passed: 1, failed: 3, skipped: 0 });
    const named = {
      ...counts,
      skippedNames: ['a — skipped: wine has no POSIX signals to hand on', 'b waits'],
    };
    expect(judge(named, true)).toMatchObject({ passed: 1, failed: 2, skipped: 1 });
  });
});

test('the last line is plain', () => {
  expect(
    line(
      sum([
        { passed: 1, failed: 2, skipped: 3 },
        { passed: 4, failed: 0, skipped: 1 },
      ]),
    ),
  ).toBe('5 passed, 2 failed, 4 skipped');
  expect(line(sum([]))).toBe('0 passed, 0 failed, 0 skipped');
});

describe('chooseGroups', () => {
  test('takes all, whole names and beginnings, in the order of the list', () => {
    expect(chooseGroups([]).chosen).toHaveLength(GROUPS.length);
    const names = chooseGroups(['conformance', 'unit']).chosen.map((group) => group.name);
    expect(names).toEqual(['unit', 'conformance-node', 'conformance-go', 'conformance-windows']);
  });

  test('names the one it does not know', () => {
    expect(chooseGroups(['unit', 'nope']).unknown).toBe('nope');
    expect(chooseGroups(['uni']).unknown).toBe('uni');
  });
});
