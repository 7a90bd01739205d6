import { jest } from '@jest/globals';

// Longer than a case's own patience (driver.ts), so that what is missing is named; the machine may be busy.
jest.setTimeout(30_000);

const undo: (() => unknown)[] = [];

/** Has `run` called when the case ends, whether it passed or not; the last one registered first. */
export function cleanup(run: () => unknown): void {
  undo.push(run);
}

afterEach(async () => {
  for (let run = undo.pop(); run; run = undo.pop()) await run();
});
