import { laneFixture, refusedFixture } from '../testing/lane-fixture.ts';
import { cellOf, isFault, laneMatrix } from './matrix.ts';

const unmeasured = laneFixture({ outcome: 'not-measured', missing: 'instrument', reason: 'the helper died' });

describe('cellOf', () => {
  it('is null without lanes: nothing was planned', () => {
    expect(cellOf([])).toBeNull();
  });

  it.each([
    ['all came through', [laneFixture(), laneFixture()], { tone: 'ok', mark: '✓', word: 'reachable' }],
    ['a promise broken', [refusedFixture()], { tone: 'fault', mark: '✗', word: 'refused' }],
    [
      'a promise broken in part',
      [refusedFixture(), laneFixture()],
      { tone: 'fault', mark: '✗', word: '1 of 2 reachable' },
    ],
    [
      'no promise: a property of the platform',
      [refusedFixture({ role: 'describes' })],
      { tone: 'plain', mark: '○', word: 'refused' },
    ],
    ['nothing measured', [unmeasured], { tone: 'unmeasured', mark: '–', word: 'not measured' }],
    [
      'measured in part is never a whole tick',
      [laneFixture(), unmeasured],
      { tone: 'unmeasured', mark: '–', word: '1 of 2 reachable, 1 not measured' },
    ],
    [
      'lanes expected to fail do not spoil one that holds',
      [laneFixture(), refusedFixture({ expected: 'unreachable', role: 'describes' })],
      { tone: 'ok', mark: '✓', word: 'reachable' },
    ],
    [
      'what does not exist here does not count',
      [laneFixture(), laneFixture({ outcome: 'not-measured', missing: 'absent', reason: 'no ::1 here' })],
      { tone: 'ok', mark: '✓', word: 'reachable' },
    ],
  ])('%s', (_, lanes, cell) => {
    expect(cellOf(lanes)).toEqual(cell);
  });
});

describe('isFault', () => {
  it('is a measured failure of a promised lane alone', () => {
    expect(isFault(refusedFixture())).toBe(true);
    expect(isFault(laneFixture())).toBe(false);
    expect(isFault(unmeasured)).toBe(false);
    expect(isFault(refusedFixture({ role: 'control' }))).toBe(false);
    expect(isFault(refusedFixture({ expected: 'unreachable' }))).toBe(false);
  });
});

describe('laneMatrix', () => {
  it('has a row an address in the order of the plan, and leaves controls out', () => {
    const rows = laneMatrix([
      laneFixture({ address: 'localhost' }),
      laneFixture({ from: 'bridge', to: 'host', address: 'host.docker.internal' }),
      laneFixture({ from: 'host-mode', to: 'host', transport: 'udp' }),
    ]);
    expect(rows.map((row) => [row.address, row.cells.map((cell) => cell?.mark ?? null)])).toEqual([
      ['localhost', ['✓', null, null, null]],
      ['127.0.0.1', [null, null, null, '✓']],
    ]);
  });
});
