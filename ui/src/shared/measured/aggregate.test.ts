import { laneFixture } from '@hostnet/core/testing';
import { aggregate } from './aggregate.ts';

const silent = (missing: 'absent' | 'skipped' | 'instrument') =>
  laneFixture({ outcome: 'not-measured', missing });

describe('aggregate', () => {
  it('of nothing was not asked, of planned lanes is being measured', () => {
    expect(aggregate([])).toMatchObject({ tone: 'none', word: 'skipped' });
    expect(aggregate([], 2)).toMatchObject({ tone: 'pending' });
  });

  it('of answered lanes is reachable, with the shortest time', () => {
    expect(aggregate([laneFixture({ elapsedMs: 3 }), laneFixture({ elapsedMs: 1 })])).toMatchObject({
      tone: 'ok',
      word: 'reachable',
      detail: '2 of 2 answered',
    });
  });

  it('is not good before all is measured', () => {
    expect(aggregate([laneFixture()], 1)).toMatchObject({
      tone: 'pending',
      detail: '1 of 1 answered, 1 being measured',
    });
  });

  it('shows a fault at once and says how many', () => {
    expect(aggregate([laneFixture(), laneFixture({ outcome: 'refused' })], 1)).toMatchObject({
      tone: 'bad',
      word: 'refused (1 of 2)',
    });
    expect(aggregate([laneFixture({ outcome: 'refused' })])).toMatchObject({ word: 'refused' });
  });

  it('shows the outcome that tells most', () => {
    const all = [
      laneFixture({ outcome: 'timed-out' }),
      laneFixture({ outcome: 'reply-lost' }),
      laneFixture({ outcome: 'wrong-listener' }),
    ];
    expect(aggregate(all).word).toBe('wrong listener');
    expect(aggregate(all.slice(0, 2)).word).toBe('reply lost');
  });

  it('is not coloured by lanes that only describe, where a promise was measured', () => {
    expect(aggregate([laneFixture(), laneFixture({ role: 'describes', outcome: 'refused' })])).toMatchObject({
      tone: 'ok',
      detail: '1 of 2 answered',
    });
  });

  it('never counts what the instrument failed at as answered', () => {
    expect(aggregate([laneFixture(), silent('instrument')])).toMatchObject({
      tone: 'warn',
      word: 'partly measured',
    });
    expect(aggregate([silent('instrument'), silent('absent')])).toMatchObject({
      tone: 'none',
      word: 'not measured',
    });
    expect(aggregate([laneFixture(), silent('absent')])).toMatchObject({
      tone: 'ok',
      detail: '1 of 1 answered, 1 not measured',
    });
  });

  it('of lanes that need not be reachable is grey', () => {
    expect(aggregate([laneFixture({ expected: 'unreachable', outcome: 'refused' })])).toMatchObject({
      tone: 'none',
      mark: '–',
    });
  });
});
