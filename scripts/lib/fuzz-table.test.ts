import { rowsOf, sumOf, tableOf } from './fuzz-table.mjs';
import { execsOf } from './go-fuzz.mjs';

const row = (boundary: string, cases: number, failed = 0) => ({ boundary, cases, failed });

describe('what became of hostile input', () => {
  it('is read line by line, in the order of names', () => {
    const text = [row('b', 2), row('a', 1)].map((one) => `${JSON.stringify(one)}\n`).join('');
    expect(rowsOf(text)).toEqual([row('a', 1), row('b', 2)]);
    expect(rowsOf('')).toEqual([]);
  });

  it('is a table of equal columns', () => {
    const lines = tableOf([row('settings', 12), row('a', 100_000, 1)]).split('\n');
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(lines[2]).toMatch(/^a +100000 +1$/);
  });

  it('fails with a row, and with a run that no row explains', () => {
    expect(sumOf([row('a', 3, 1), row('b', 4)], 1)).toEqual({ cases: 7, failed: 1 });
    expect(sumOf([row('a', 3)], 1)).toEqual({ cases: 3, failed: 1 });
    expect(sumOf([row('a', 3)], 0)).toEqual({ cases: 3, failed: 0 });
  });

  it('of Go is the last count it prints', () => {
    expect(
      execsOf('fuzz: elapsed: 0s, execs: 12 (4/sec)\nfuzz: elapsed: 3s, execs: 20009 (9/sec)\nPASS'),
    ).toBe(20_009);
    expect(execsOf('build failed')).toBe(0);
  });
});
