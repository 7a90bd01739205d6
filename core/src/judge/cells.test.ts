import { laneFixture } from '../testing/lane-fixture.ts';
import { promised, unmeasured } from '../testing/evidence-fixtures.ts';
import { cellsOf, directionOf, isAlive, isDead } from './cells.ts';

describe('cellsOf', () => {
  it('returns the eight promised combinations, each with its lanes', () => {
    const cells = cellsOf(promised());
    expect(cells.map((c) => `${c.direction} ${c.transport} ${c.family}`)).toEqual([
      'host-to-container tcp ipv4',
      'host-to-container tcp ipv6',
      'host-to-container udp ipv4',
      'host-to-container udp ipv6',
      'container-to-host tcp ipv4',
      'container-to-host tcp ipv6',
      'container-to-host udp ipv4',
      'container-to-host udp ipv6',
    ]);
    for (const cell of cells) expect([cell.measured.length, cell.unproven.length]).toEqual([2, 0]);
  });

  it('leaves out what is absent, keeps apart what was not measured for another reason', () => {
    expect(cellsOf(promised(() => unmeasured('absent')))).toEqual([]);
    for (const missing of ['instrument', 'skipped'] as const) {
      const cells = cellsOf(promised(() => unmeasured(missing)));
      expect(cells).toHaveLength(8);
      for (const cell of cells) {
        expect([cell.measured.length, cell.unproven.length]).toEqual([0, 2]);
        expect([isDead(cell), isAlive(cell)]).toEqual([false, false]);
      }
    }
  });

  it('counts neither controls nor lanes that describe', () => {
    expect(cellsOf([laneFixture({ role: 'control' }), laneFixture({ role: 'describes' })])).toEqual([]);
    expect(cellsOf([laneFixture({ from: 'bridge', to: 'host' })])).toEqual([]);
  });

  it('calls a cell alive with one answer, dead with none', () => {
    const cells = (outcomes: readonly ('reachable' | 'refused' | 'request-lost')[]) =>
      cellsOf(outcomes.map((outcome) => laneFixture({ outcome })));
    expect(cells(['refused', 'reachable', 'refused']).map((c) => [isAlive(c), isDead(c)])).toEqual([
      [true, false],
    ]);
    expect(cells(['refused', 'request-lost']).map((c) => [isAlive(c), isDead(c)])).toEqual([[false, true]]);
  });
});

describe('directionOf', () => {
  it.each([
    ['host', 'host-mode', 'host-to-container'],
    ['host-mode', 'host', 'container-to-host'],
    ['host-mode', 'host-mode', null],
    ['bridge', 'host', null],
    ['bridge', 'host-mode', null],
    ['host', 'published', null],
    ['node:a', 'host', null],
  ] as const)('of %s to %s is %s', (from, to, expected) => {
    expect(directionOf({ from, to })).toBe(expected);
  });
});
