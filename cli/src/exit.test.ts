import { EXIT, exitCodeOf } from './exit.ts';

describe('exit codes', () => {
  it('are the contract with scripts', () => {
    expect(EXIT).toEqual({ ok: 0, broken: 1, usage: 2, notMeasured: 3, cancelled: 130 });
  });

  it.each([
    ['working', 0],
    ['partly-working', 1],
    ['not-working', 1],
    ['not-available', 1],
    ['unknown', 3],
  ] as const)('%s ends in %i', (verdict, code) => {
    expect(exitCodeOf(verdict)).toBe(code);
  });
});
