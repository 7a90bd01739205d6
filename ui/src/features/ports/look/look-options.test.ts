import type { PortsEvent } from '@hostnet/core/listening';
import { portsReport } from '@hostnet/core/testing';
import { lookOptions, reportOf } from './look-options.ts';

describe('a look', () => {
  const parts = {
    secrets: () => ({ token: 'a'.repeat(64), run: 'abcd' }),
    clock: { now: () => new Date(), monotonicMs: () => 0 },
    version: '0',
  };
  it('asks discovery protocols only when it looks at everything', () => {
    expect(lookOptions(parts, null)).toMatchObject({ focus: null, discover: true });
    expect(lookOptions(parts, { port: 80, transport: 'tcp' })).toMatchObject({ discover: false });
  });

  it('ends in its report, and without one in an error', async () => {
    const events = async function* (...list: PortsEvent[]) {
      await Promise.resolve();
      yield* list;
    };
    const report = portsReport([]);
    const told: string[] = [];
    const phase = { type: 'phase', text: 'Dialling' } as const;
    await expect(
      reportOf(events(phase, { type: 'report', report }), (text) => told.push(text)),
    ).resolves.toBe(report);
    expect(told).toEqual(['Dialling']);
    await expect(reportOf(events(phase), () => undefined)).rejects.toThrow('without a report');
  });
});
