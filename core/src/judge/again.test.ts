import fc from 'fast-check';
import type { Evidence } from '../model/evidence.ts';
import type { Lane } from '../model/lane.ts';
import { Report } from '../model/report.ts';
import { readOlder } from '../reports/stored/older.ts';
import {
  desktopFacts,
  engineGone,
  input,
  plainFacts,
  promised,
  unmeasured,
} from '../testing/evidence-fixtures.ts';
import { laneFixture } from '../testing/lane-fixture.ts';
import { findingFixture, reportFixture } from '../testing/report-fixtures.ts';
import { Outcome } from '../words/enums.ts';
import { judgeAgain } from './again.ts';
import type { Check } from './check.ts';
import { CHECKS } from './checks/registry.ts';
import { judge } from './judge.ts';

/** A report that a diagnosis with this evidence ends in, as it comes back from a disk. */
function reportOf(evidence: Evidence): Report {
  const { verdict, summary, findings, skipped } = judge(evidence);
  const { facts, lanes, boundary, containers, listeners, ports } = evidence;
  const parts = { verdict, summary, findings, skipped, facts, lanes, boundary, containers, listeners, ports };
  return Report.parse(JSON.parse(JSON.stringify({ ...reportFixture(), ...parts })));
}

const fates = fc.array(
  fc.constantFrom<Partial<Lane>>(
    ...Outcome.options.filter((outcome) => outcome !== 'not-measured').map((outcome) => ({ outcome })),
    ...(['absent', 'skipped', 'instrument'] as const).map((missing) => unmeasured(missing)),
  ),
  { minLength: 1, maxLength: 24 },
);

const evidence: fc.Arbitrary<Evidence> = fc
  .record({
    facts: fc.constantFrom(plainFacts(), desktopFacts(), desktopFacts({}, {}, '4.33.0'), engineGone()),
    fates,
    earlier: fc.constantFrom<Lane[]>([], [laneFixture({ outcome: 'wrong-listener' })]),
  })
  .map(({ facts, fates: each, earlier }) => {
    let at = 0;
    return input({ facts, lanes: promised(() => each[at++ % each.length] ?? {}), earlier });
  });

describe('judgeAgain', () => {
  it('gives a fresh report its own findings again, and its own verdict', () => {
    fc.assert(
      fc.property(evidence, (seen) => {
        const report = reportOf(seen);
        const again = judgeAgain(report);
        expect(again.findings.map(({ finding }) => finding)).toEqual(report.findings);
        expect([again.verdict, again.summary]).toEqual([report.verdict, report.summary]);
        expect(again.findings.filter(({ change }) => change === 'new' || change === 'changed')).toEqual([]);
        expect([again.gone, again.notJudged.map(({ code }) => code)]).toEqual([[], ['HN0220']]);
      }),
      { numRuns: 200 },
    );
  });

  it('says what is new, changed and gone against an older version', () => {
    const fresh = reportOf(input({ lanes: promised(() => ({ outcome: 'refused' })) }));
    const [first, ...rest] = fresh.findings;
    const old = findingFixture({ code: 'HN9999', title: 'A check that is no more' });
    const stored = {
      ...fresh,
      verdict: 'working' as const,
      findings: [{ ...first!, detail: 'Older words.' }, old],
    };
    const again = judgeAgain(stored);
    expect(again.before.verdict).toBe('working');
    expect(again.verdict).toBe(fresh.verdict);
    expect(again.findings.map(({ change }) => change)).toEqual(['changed', ...rest.map(() => 'new')]);
    expect(again.gone).toEqual([old]);
  });

  it('never says "no fault" by a check whose evidence an older version did not store', () => {
    const stored = findingFixture({ code: 'HN0301', title: 'Open to others' });
    const { ports, listeners, containers, ...older } = reportOf(input());
    expect([ports, listeners, containers]).toEqual([null, [], []]);
    const read = readOlder({ ...older, schema: 'hostnet.report/0', findings: [stored] });
    expect(read).toMatchObject({ schema: 'hostnet.report/0', missing: ['containers', 'listeners', 'ports'] });
    const again = judgeAgain(read!.report, read!.missing);
    expect(again.notJudged.map(({ code }) => code)).toContain('HN0301');
    expect(again.findings).toContainEqual({ change: 'not-judged', finding: stored });
    for (const { reason } of again.notJudged)
      expect(reason).toMatch(/^(this|a) report does not (hold|keep) /);
  });

  it('a check that breaks for want of what is not stored is not judged; one that breaks by itself says so', () => {
    const entry = CHECKS[0]!.entry;
    const broken = (read: (seen: Evidence) => unknown): Check => ({
      entry,
      applicable: () => true,
      check(seen) {
        read(seen);
        throw new Error('broken');
      },
    });
    const report = reportOf(input());
    const lacking = judgeAgain(report, ['ports'], [broken(({ ports }) => ports)]);
    expect(lacking.notJudged).toMatchObject([{ code: entry.code }]);
    const own = judgeAgain(report, ['ports'], [broken(({ lanes }) => lanes)]);
    expect([own.notJudged, own.findings.map(({ finding }) => finding.code)]).toEqual([[], ['HN0001']]);
  });
});

describe('readOlder', () => {
  it.each([null, 7, [], {}, { schema: 'hostnet.ports/1' }, { schema: 'hostnet.report/1' }])(
    '%j is none',
    (json) => {
      expect(readOlder(json)).toBeNull();
    },
  );
});
