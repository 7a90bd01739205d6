import { desktopReport } from '@hostnet/core/testing';
import { keepReport, lastReport } from './memory.ts';

describe('memory', () => {
  it('keeps a report', () => {
    keepReport(localStorage, desktopReport());
    expect(lastReport(localStorage)).toEqual(desktopReport());
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
    expect(() => keepReport(full, desktopReport())).not.toThrow();
  });
});
