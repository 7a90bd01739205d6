import type { Check } from './check.ts';
import { entry } from './entry.ts';
import { dead, engineGone, input, promised, unmeasured } from '../testing/evidence-fixtures.ts';
import { laneFixture } from '../testing/lane-fixture.ts';
import { findingFixture } from '../testing/report-fixtures.ts';
import { judge } from './judge.ts';

const check = (code: `HN${string}`, over: Partial<Check>): Check => ({
  entry: entry({ code, name: 'of-this-test', severity: 'info', title: 'A title', template: 'A text.' }),
  applicable: () => true,
  check: () => [],
  ...over,
});

describe('judge', () => {
  it('keeps what a check yields, and the reason of one that does not apply', () => {
    const judged = judge(input(), [
      check('HN9901', { check: () => [findingFixture({ code: 'HN9901' })] }),
      check('HN9902', { applicable: () => 'no Swarm here', check: () => [findingFixture()] }),
    ]);
    expect(judged.findings.map((finding) => finding.code)).toEqual(['HN9901']);
    expect(judged.skipped).toEqual([{ code: 'HN9902', reason: 'no Swarm here' }]);
  });

  it('raises HN0001 for a check that throws, and keeps the rest', () => {
    const judged = judge(input(), [
      check('HN9901', { check: () => [findingFixture({ code: 'HN9901' })] }),
      check('HN9902', {
        check: () => {
          throw new Error('index out of range');
        },
      }),
    ]);
    expect(judged.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['HN9901', 'error'],
      ['HN0001', 'warning'],
    ]);
    expect(judged.verdict).toBe('working');
  });

  it('puts the gravest first, then by code', () => {
    const severities = { HN9903: 'info', HN9902: 'error', HN9904: 'warning', HN9901: 'error' } as const;
    const checks = Object.entries(severities).map(([code, severity]) =>
      check('HN9900', { check: () => [findingFixture({ code, severity })] }),
    );
    expect(judge(input(), checks).findings.map((finding) => finding.code)).toEqual([
      'HN9901',
      'HN9902',
      'HN9904',
      'HN9903',
    ]);
  });

  it('gives the same answer for the same input, and changes none of it', () => {
    const given = Object.freeze(input({ lanes: Object.freeze(promised(dead)) }));
    const before = JSON.stringify(given);
    expect(judge(given)).toEqual(judge(given));
    expect(JSON.stringify(given)).toBe(before);
  });

  it.each([
    ['a healthy Docker Desktop', input()],
    ['nothing measured', input({ lanes: promised(() => unmeasured()) })],
    ['no engine', input({ facts: engineGone(), lanes: [] })],
    ['all dead', input({ lanes: promised(dead) })],
    ['a wrong listener', input({ lanes: [...promised(), laneFixture({ outcome: 'wrong-listener' })] })],
  ])('leaves no placeholder and no trailing space in a word of %s', (_, given) => {
    const { findings, summary } = judge(given);
    for (const text of [
      summary,
      ...findings.flatMap((f) => [f.title, f.detail, f.remedy?.text ?? '', ...f.evidence]),
    ])
      expect(text).not.toMatch(/\{\w+\}|undefined|null|\s$/);
  });
});
