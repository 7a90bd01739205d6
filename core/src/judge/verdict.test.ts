import { effectsOf } from './judge.ts';
import fc from 'fast-check';
import { dead, desktopFacts, engineGone, input, promised, unmeasured } from '../testing/evidence-fixtures.ts';
import { laneFixture } from '../testing/lane-fixture.ts';
import type { Way } from '../testing/evidence-fixtures.ts';
import type { Lane } from '../model/lane.ts';
import { findingFixture } from '../testing/report-fixtures.ts';
import { Outcome } from '../words/enums.ts';
import { judge } from './judge.ts';
import { summaryOf, verdictOf } from './verdict.ts';

const EFFECTS = effectsOf();

const verdict = (fate: (way: Way) => Partial<Lane> | null, codes: readonly string[] = []) =>
  verdictOf(
    desktopFacts(),
    promised(fate),
    codes.map((code) => findingFixture({ code })),
    EFFECTS,
  );

describe('verdictOf', () => {
  it.each<[string, (way: Way) => Partial<Lane> | null, string]>([
    ['all reachable', () => ({}), 'working'],
    ['all dead', dead, 'not-working'],
    ['IPv6 absent on this computer', (w) => (w.family === 'ipv6' ? unmeasured('absent') : {}), 'working'],
    ['IPv4 absent', (w) => (w.family === 'ipv4' ? unmeasured('absent') : {}), 'working'],
    [
      'one family absent, the other dead',
      (w) => (w.family === 'ipv6' ? unmeasured('absent') : dead(w)),
      'not-working',
    ],
    ['all absent', () => unmeasured('absent'), 'unknown'],
    [
      'one lane failing in a living cell',
      (w) => (w.listen === '::1' && w.transport === 'udp' ? dead(w) : {}),
      'partly-working',
    ],
    ['one direction dead', (w) => (w.direction === 'host-to-container' ? dead(w) : {}), 'partly-working'],
    ['UDP dead', (w) => (w.transport === 'udp' ? dead(w) : {}), 'partly-working'],
    ['IPv6 dead', (w) => (w.family === 'ipv6' ? dead(w) : {}), 'partly-working'],
    ['nothing measured: the instrument failed', () => unmeasured(), 'unknown'],
    ['nothing measured: skipped', () => unmeasured('skipped'), 'unknown'],
    ['no lanes at all', () => null, 'unknown'],
    ['one lane unproven, the rest reachable', (w) => (w.listen === '::1' ? unmeasured() : {}), 'unknown'],
    [
      'one direction unproven, the other works',
      (w) => (w.direction === 'host-to-container' ? unmeasured() : {}),
      'unknown',
    ],
    [
      'one direction unproven, the other dead',
      (w) => (w.direction === 'host-to-container' ? unmeasured() : dead(w)),
      'unknown',
    ],
    ['UDP unproven, TCP dead', (w) => (w.transport === 'udp' ? unmeasured() : dead(w)), 'unknown'],
    ['UDP never planned', (w) => (w.transport === 'udp' ? null : {}), 'unknown'],
    [
      'unproven here, failing there',
      (w) => (w.transport === 'udp' ? unmeasured() : w.listen === '::1' ? dead(w) : {}),
      'partly-working',
    ],
  ])('%s', (_, fate, expected) => {
    expect(verdict(fate)).toBe(expected);
  });

  it.each(Outcome.options.filter((o) => o !== 'reachable' && o !== 'not-measured'))(
    'one lane %s is never working',
    (outcome) => {
      expect(verdict((way) => (way.listen === '::1' ? { outcome } : {}))).toBe('partly-working');
    },
  );

  it('is partly-working when every lane answers and datagrams were lost', () => {
    expect(verdict(() => ({}), ['HN0214'])).toBe('partly-working');
  });

  it('stays working beside findings that are no fault of the network', () => {
    expect(verdict(() => ({}), ['HN0001', 'HN0102', 'HN0212', 'HN0213', 'HN0301', 'HN0302'])).toBe('working');
  });

  it.each(['HN0103', 'HN0105'])('is not-available by %s, whatever else is so', (code) => {
    expect(verdict(() => ({}), [code])).toBe('not-available');
    expect(verdict(dead, [code])).toBe('not-available');
  });

  it('is unknown, never not-working, when no engine answered', () => {
    expect(
      verdictOf(
        engineGone(),
        promised(() => unmeasured('skipped')),
        [],
        EFFECTS,
      ),
    ).toBe('unknown');
  });

  it('does not count lanes that describe or control', () => {
    const others = [
      laneFixture({ role: 'describes', outcome: 'refused' }),
      laneFixture({ role: 'control', from: 'bridge', to: 'host-mode', outcome: 'timed-out' }),
    ];
    expect(verdictOf(desktopFacts(), [...promised(), ...others], [], EFFECTS)).toBe('working');
    expect(verdictOf(desktopFacts(), others, [], EFFECTS)).toBe('unknown');
  });

  const outcome = fc.constantFrom(...Outcome.options);
  const missing = fc.constantFrom('absent' as const, 'instrument' as const, 'skipped' as const);
  const lanes = fc.array(fc.tuple(outcome, missing), { minLength: 16, maxLength: 16 }).map((fates) => {
    let at = 0;
    return promised(() => {
      const [what, why] = fates[at++]!;
      return what === 'not-measured' ? unmeasured(why) : { outcome: what };
    });
  });

  it('is never working with a promised lane that failed or was not proven, never not-working with one that answered', () => {
    fc.assert(
      fc.property(lanes, (list) => {
        const { verdict: answer } = judge(input({ lanes: list }));
        const fine = list.every((l) => l.outcome === 'reachable' || l.missing === 'absent');
        if (!fine) expect(answer).not.toBe('working');
        if (list.some((l) => l.outcome === 'reachable')) expect(answer).not.toBe('not-working');
        if (list.every((l) => l.outcome === 'not-measured')) expect(answer).toBe('unknown');
      }),
      { numRuns: 300 },
    );
  });
});

describe('summaryOf', () => {
  const worst = [
    findingFixture({ severity: 'warning', title: 'A warning' }),
    findingFixture({ title: 'An error' }),
  ];
  it.each([
    [
      'working',
      'Host networking works here: this computer and host-mode containers reach each other over TCP and UDP.',
    ],
    ['partly-working', 'Host networking works in part. An error.'],
    ['not-working', 'Host networking does not work here. An error.'],
    ['not-available', 'Host networking cannot be used here. An error.'],
    ['unknown', 'Host networking could not be measured. An error.'],
  ] as const)('of %s names the worst finding', (answer, expected) => {
    expect(summaryOf(answer, desktopFacts(), worst)).toBe(expected);
  });

  it('names a warning where there is no error, and nothing where there is neither', () => {
    expect(summaryOf('partly-working', desktopFacts(), worst.slice(0, 1))).toBe(
      'Host networking works in part. A warning.',
    );
    expect(summaryOf('not-working', desktopFacts(), [findingFixture({ severity: 'info' })])).toBe(
      'Host networking does not work here.',
    );
  });

  it('says why when no engine answered', () => {
    expect(summaryOf('unknown', engineGone(), [])).toBe(
      'Host networking could not be measured: No Docker Engine answers at unix:///var/run/docker.sock.',
    );
  });
});
