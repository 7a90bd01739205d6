import type { Lane } from '../model/lane.ts';
import type { Outcome } from '../words/enums.ts';
import { laneFixture } from '../testing/lane-fixture.ts';
import { mergeRounds, unlessTriedOnce } from './merge-rounds.ts';
import { repeatsOf } from './repeats.ts';

const row = (outcome: Outcome, over: Partial<Lane> = {}): Lane => laneFixture({ id: 'a', outcome, ...over });
const merged = (first: readonly Lane[], second: readonly Lane[]) => {
  const { lanes, refused } = mergeRounds(first, second);
  expect(lanes).toHaveLength(1);
  return { lane: lanes[0]!, tries: lanes[0]?.evidence.tries?.map(({ outcome }) => outcome), refused };
};

describe('mergeRounds', () => {
  it.each(['timed-out', 'request-lost', 'reply-lost', 'reset', 'closed'] as const)(
    'a lane that was %s once and answered another time is reachable, with the failed dial as evidence',
    (outcome) => {
      const before = merged([row(outcome)], [row('reachable')]);
      expect(before.lane.outcome).toBe('reachable');
      expect(before.tries).toEqual([outcome, 'reachable']);
      expect(before.lane.evidence.dialler?.answered).toBe(1);
      const after = merged([row('reachable')], [row(outcome), row(outcome, { id: 'a~2' })]);
      expect(after.lane.outcome).toBe('reachable');
      expect(after.tries).toEqual(['reachable', outcome, outcome]);
      expect(after.lane.id).toBe('a');
    },
  );

  it('what failed each time has failed', () => {
    const all = merged([row('request-lost')], [row('request-lost'), row('request-lost', { id: 'a~2' })]);
    expect(all.lane.outcome).toBe('request-lost');
    expect(all.tries).toHaveLength(3);
    expect(merged([row('refused')], [row('refused')]).lane.outcome).toBe('refused');
    expect(merged([row('timed-out')], [row('refused')]).lane.outcome).toBe('refused');
  });

  it('packets lost now on the way and now on the way back are lost on neither way alone', () => {
    expect(merged([row('request-lost')], [row('reply-lost')]).lane.outcome).toBe('timed-out');
  });

  it('a port that was refused, or answered by somebody else, is apart from what was lost', () => {
    for (const outcome of ['refused', 'wrong-listener'] as const) {
      const { lane: one, tries, refused } = merged([row(outcome)], [row('reachable')]);
      expect(one.outcome).toBe('reachable');
      expect(tries).toBeUndefined();
      expect(refused.map((before) => before.outcome)).toEqual([outcome]);
    }
  });

  it('what one round did not measure is as the other saw it', () => {
    const none = row('not-measured', { missing: 'skipped' });
    expect(merged([none], [row('reachable')]).lane.outcome).toBe('reachable');
    expect(merged([row('reachable')], [none]).lane.outcome).toBe('reachable');
    expect(merged([row('timed-out')], [none]).lane.outcome).toBe('timed-out');
    expect(merged([none], [none])).toMatchObject({ lane: { outcome: 'not-measured' }, tries: undefined });
  });

  it('keeps the order of the plan and each address of a name', () => {
    const named = (outcome: Outcome, resolved: string, nth = '') =>
      row(outcome, { id: `n${nth}#${resolved}`, resolved });
    const { lanes } = mergeRounds(
      [named('timed-out', '::1'), named('reachable', '127.0.0.1')],
      [row('reachable', { id: 'z' }), named('timed-out', '::1'), named('reachable', '::1', '~2')],
    );
    expect(lanes.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['z', 'reachable'],
      ['n#::1', 'reachable'],
      ['n#127.0.0.1', 'reachable'],
    ]);
  });
});

it('unlessTriedOnce: what ran out of time once is not known, what was answered or refused stays', () => {
  for (const outcome of ['timed-out', 'request-lost', 'reply-lost'] as const)
    expect(unlessTriedOnce(row(outcome))).toMatchObject({ outcome: 'not-measured', missing: 'instrument' });
  for (const outcome of ['reachable', 'refused', 'reset'] as const)
    expect(unlessTriedOnce(row(outcome)).outcome).toBe(outcome);
});

describe('repeatsOf', () => {
  const planned = (['a', 'b', 'c'] as const).map((id) => row('reachable', { id }));
  it('dials a lane that ran out of time three times more, a name by its row, and no other', () => {
    const ids = repeatsOf(planned, [
      row('timed-out', { id: 'a#::1' }),
      row('refused', { id: 'b' }),
      row('reachable', { id: 'c' }),
    ]).map(({ id }) => id);
    expect(ids).toEqual(['a~2', 'a~3', 'a~4']);
  });

  it('keeps within what a session dials at once', () => {
    const many = Array.from({ length: 30 }, (_, nth) => row('timed-out', { id: `m${nth}` }));
    expect(repeatsOf(many, many)).toHaveLength(30);
  });

  it('leaves out lanes beyond computer and container, such as the controls', () => {
    const control = row('timed-out', { from: 'bridge', to: 'host' });
    expect(repeatsOf([control], [control])).toEqual([]);
  });
});
