import { report } from '../../test/fixtures.ts';
import { keepReport, lastReport } from './memory.ts';

describe('memory', () => {
  it('keeps a report', () => {
    keepReport(localStorage, report());
    expect(lastReport(localStorage)).toEqual(report());
  });

  it.each([[null], ['{'], ['{"schema":"hostnet.report/0"}']])('takes %j for none', (text) => {
    expect(lastReport({ getItem: () => text })).toBeNull();
  });

  it('minds no storage that is full or forbidden', () => {
    const full = {
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    expect(() => keepReport(full, report())).not.toThrow();
  });
});
