import { judge } from './judge.ts';
import type { Check } from './check.ts';
import { entry } from './entry.ts';
import { desktopFacts, input } from '../testing/evidence-fixtures.ts';
import { CHECKS } from './checks/registry.ts';

const broken = (where: 'applicable' | 'check', thrown: unknown): Check => ({
  entry: entry({ code: 'HN9901', name: 'broken', severity: 'info', title: 'A title', template: 'A text.' }),
  applicable: () => {
    if (where === 'applicable') throw thrown;
    return true;
  },
  check: () => {
    throw thrown;
  },
});

// HN0001 has no check of its own: judging raises it for a check that throws.
describe('HN0001 check-failed', () => {
  it.each(['applicable', 'check'] as const)('fires for a check that throws in %s', (where) => {
    const judged = judge(input(), [broken(where, new Error('no such thing'))]);
    expect(judged.skipped).toEqual([]);
    expect(judged.findings).toHaveLength(1);
    expect(judged.findings[0]).toMatchObject({
      code: 'HN0001',
      severity: 'warning',
      title: 'The check HN9901 failed to run',
      evidence: ['no such thing'],
      remedy: { command: 'hostnet diagnose --json' },
    });
  });

  it('fires with what was thrown when that is no Error', () => {
    expect(judge(input(), [broken('check', 'a bare text')]).findings[0]?.evidence).toEqual(['a bare text']);
  });

  it('fires beside the other checks: it takes neither their findings nor the verdict away', () => {
    const judged = judge(input({ facts: desktopFacts() }), [broken('check', new Error('x')), ...CHECKS]);
    expect(judged.findings.map((finding) => finding.code)).toEqual(['HN0001']);
    expect(judged.verdict).toBe('working');
  });

  it('stays silent when every check runs', () => {
    expect(judge(input({ facts: desktopFacts() })).findings).toEqual([]);
  });
});
