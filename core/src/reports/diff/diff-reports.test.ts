import fc from 'fast-check';
import { known } from '../../model/known.ts';
import { findingFixture, reportFixture } from '../../testing/report-fixtures.ts';
import { laneFixture, withOutcome } from '../../testing/lane-fixture.ts';
import type { Report } from '../../model/report.ts';
import { diffReports } from './diff-reports.ts';
import { diffLines } from './diff-lines.ts';

const LATER = '2026-02-02T03:04:05.000Z';

function engine(report: Report, over: object): Report {
  return {
    ...report,
    facts: { ...report.facts, engine: { ...report.facts.engine, ...over } },
  };
}
const sentences = (a: Report, b: Report) =>
  diffReports(a, b).changes.map(({ tone, sentence }) => `${tone}: ${sentence}`);

describe('diffReports', () => {
  it('says that nothing changed, whatever ports, times and ids a run had', () => {
    const later = reportFixture({ startedAt: LATER, durationMs: 9 });
    const lanes = later.lanes.map((lane, at) => ({
      ...lane,
      id: `x${at}`,
      elapsedMs: 99,
      evidence: { dialler: null, listener: null },
    }));
    const diff = diffReports(reportFixture(), { ...later, lanes });
    expect(diff.changes).toEqual([]);
    expect(diff.headline).toBe('Nothing that was measured changed: still working.');
  });

  it('tells what changed since an update', () => {
    const before = reportFixture();
    const after = engine(
      reportFixture({
        startedAt: LATER,
        verdict: 'partly-working',
        lanes: before.lanes.map((lane) =>
          lane.from === 'host' && lane.transport === 'udp' ? withOutcome(lane, 'refused') : lane,
        ),
        findings: [findingFixture({ code: 'HN9902', title: 'UDP is dead' })],
        boundary: [{ name: 'multicast', status: 'carried', reason: null, evidence: [] }],
      }),
      { desktop: { version: '4.81.0', build: '1' }, version: '29.2.0' },
    );
    const diff = diffReports(before, after);
    expect(diff.headline).toBe(
      'Docker Desktop went from 4.80.0 to 4.81.0 between the two runs. The verdict went from working to partly-working.',
    );
    expect(sentences(before, after)).toEqual([
      'worse: The verdict is partly-working; it was working.',
      'neutral: Docker Desktop went from 4.80.0 to 4.81.0.',
      'neutral: Docker Engine went from 29.1.0 to 29.2.0.',
      'worse: New error: HN9902 UDP is dead.',
      'worse: computer → container, UDP on 127.0.0.1, ::1: now refused, was reachable.',
      'better: Host mode: multicast works now; before it did not.',
    ]);
    expect(diffLines(diff)[0]).toBe(`from 2026-01-02T03:04:05.000Z to ${LATER}`);
  });

  it('compares with the earlier one, whichever is given first', () => {
    const [a, b] = [reportFixture(), reportFixture({ startedAt: LATER, verdict: 'not-working' })];
    expect(diffReports(b, a)).toEqual(diffReports(a, b));
    expect(diffReports(b, a).changes[0]?.tone).toBe('worse');
  });

  it('tells settings apart from not known', () => {
    const set = (value: Report['facts']['host']['desktop'], startedAt = LATER) => {
      const base = reportFixture({ startedAt });
      return { ...base, facts: { ...base.facts, host: { ...base.facts.host, desktop: value } } };
    };
    const { desktop } = reportFixture().facts.host;
    if (!desktop) throw new Error('the fixture has settings');
    const off = set({ ...desktop, hostNetworkingEnabled: known(false, 'x') });
    expect(sentences(reportFixture(), off)).toEqual(['neutral: Enable host networking went from on to off.']);
    const lost = set({ ...desktop, hostNetworkingEnabled: { known: false, reason: 'no file' } });
    expect(sentences(reportFixture(), lost)).toEqual([
      'neutral: Enable host networking is not known any more; it was on.',
    ]);
    expect(sentences(reportFixture(), set(null))).toEqual([]);
  });

  it('says nothing of lanes that one run did not measure, but how many', () => {
    const unmeasured = laneFixture({ outcome: 'not-measured', missing: 'instrument', reason: 'died' });
    const diff = diffReports(
      reportFixture({ lanes: [laneFixture(), laneFixture({ transport: 'udp' })] }),
      reportFixture({ startedAt: LATER, lanes: [unmeasured, laneFixture({ transport: 'udp' })] }),
    );
    expect(diff.changes).toEqual([]);
    expect(diff.notCompared).toBe(1);
    expect(diffLines(diff).at(-1)).toBe('1 lane was measured in one of the runs only and is not compared.');
  });

  it('knows the LAN address under another number, and findings under another passing port', () => {
    const at = (address: string, port: number, startedAt: string) => {
      const base = reportFixture({
        startedAt,
        lanes: [laneFixture({ address })],
        findings: [
          findingFixture({ title: `TCP port ${port} answers wrongly` }),
          findingFixture({ title: `TCP to ${address} is slow: ${port / 100} ms` }),
        ],
      });
      const host = { ...base.facts.host, lanAddress: known(address, 'route') };
      return { ...base, facts: { ...base.facts, host } };
    };
    const early = reportFixture().startedAt;
    expect(sentences(at('192.0.2.10', 40_001, early), at('192.0.2.11', 50_002, LATER))).toEqual([]);
    expect(sentences(at('192.0.2.10', 8080, early), at('192.0.2.11', 9090, LATER))).toHaveLength(2);
  });

  it('tells that findings went, or weigh otherwise', () => {
    const with_ = (severity: 'error' | 'warning', startedAt: string) =>
      reportFixture({ startedAt, findings: [findingFixture({ severity })] });
    const early = reportFixture().startedAt;
    expect(sentences(with_('error', early), reportFixture({ startedAt: LATER }))).toEqual([
      'better: Gone: HN9901 A link is broken.',
    ]);
    expect(sentences(with_('error', early), with_('warning', LATER))).toEqual([
      'better: HN9901 A link is broken: now warning, was error.',
    ]);
  });

  it('takes it for no good news that small faults went where all is broken now', () => {
    const before = reportFixture({ findings: [findingFixture({ severity: 'warning' })] });
    for (const verdict of ['not-working', 'unknown'] as const) {
      const after = reportFixture({ startedAt: LATER, verdict });
      expect(sentences(before, after)).toContain('neutral: Gone: HN9901 A link is broken.');
    }
  });

  it('tells an engine that went away from a network that broke', () => {
    const gone = {
      reachable: false,
      endpoint: 'x',
      failure: 'refused',
      message: 'No.',
      fix: 'Start it.',
    };
    const after = engine(
      reportFixture({ startedAt: LATER, verdict: 'unknown', lanes: [], boundary: [] }),
      gone,
    );
    expect(sentences(reportFixture(), after)).toEqual([
      'neutral: The verdict is unknown; it was working.',
      'worse: The engine does not answer any more.',
    ]);
  });

  it('does not depend on the order of lanes, findings and entries', () => {
    const before = reportFixture({
      findings: ['a', 'b', 'c'].map((title) => findingFixture({ title })),
    });
    const after = reportFixture({
      startedAt: LATER,
      lanes: before.lanes.map((lane, at) => (at % 3 === 0 ? withOutcome(lane, 'refused') : lane)),
      findings: ['b', 'c', 'd'].map((title) => findingFixture({ title })),
      boundary: before.boundary.map((entry) => ({ ...entry, status: 'carried' as const })),
    });
    const plain = diffReports(before, after);
    expect(plain.changes.length).toBeGreaterThan(3);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(after.lanes, { minLength: after.lanes.length }),
        fc.shuffledSubarray(after.findings, { minLength: 3 }),
        fc.shuffledSubarray(after.boundary, { minLength: 3 }),
        (lanes, findings, boundary) => {
          expect(diffReports({ ...after, lanes, findings, boundary }, before)).toEqual(plain);
        },
      ),
    );
  });
});
