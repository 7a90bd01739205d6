import { lane } from '../../../test/fixtures.ts';
import { aggregate } from './aggregate.ts';

const silent = (missing: 'absent' | 'skipped' | 'instrument') => lane({ outcome: 'not-measured', missing });

describe('aggregate', () => {
  it('of nothing was not asked, of planned lanes is being measured', () => {
    expect(aggregate([])).toMatchObject({ tone: 'none', word: 'skipped' });
    expect(aggregate([], 2)).toMatchObject({ tone: 'pending' });
  });

  it('of answered lanes is reachable, with the shortest time', () => {
    expect(aggregate([lane({ elapsedMs: 3 }), lane({ elapsedMs: 1 })])).toMatchObject({
      tone: 'ok',
      word: 'reachable',
      detail: '2 of 2 answered',
      fastestMs: 1,
    });
  });

  it('is not good before all is measured', () => {
    expect(aggregate([lane()], 1)).toMatchObject({
      tone: 'pending',
      detail: '1 of 1 answered, 1 being measured',
    });
  });

  it('shows a fault at once and says how many', () => {
    expect(aggregate([lane(), lane({ outcome: 'refused' })], 1)).toMatchObject({
      tone: 'bad',
      word: 'refused (1 of 2)',
    });
    expect(aggregate([lane({ outcome: 'refused' })])).toMatchObject({ word: 'refused' });
  });

  it('shows the outcome that tells most', () => {
    const all = [
      lane({ outcome: 'timed-out' }),
      lane({ outcome: 'reply-lost' }),
      lane({ outcome: 'wrong-listener' }),
    ];
    expect(aggregate(all).word).toBe('wrong listener');
    expect(aggregate(all.slice(0, 2)).word).toBe('reply lost');
  });

  it('is not coloured by lanes that only describe, where a promise was measured', () => {
    expect(aggregate([lane(), lane({ role: 'describes', outcome: 'refused' })])).toMatchObject({
      tone: 'ok',
      detail: '1 of 2 answered',
    });
  });

  it('never counts what the instrument failed at as answered', () => {
    expect(aggregate([lane(), silent('instrument')])).toMatchObject({
      tone: 'warn',
      word: 'partly measured',
    });
    expect(aggregate([silent('instrument'), silent('absent')])).toMatchObject({
      tone: 'none',
      word: 'not measured',
    });
    expect(aggregate([lane(), silent('absent')])).toMatchObject({
      tone: 'ok',
      detail: '1 of 1 answered, 1 not measured',
    });
  });

  it('of lanes that need not be reachable is grey', () => {
    expect(aggregate([lane({ expected: 'unreachable', outcome: 'refused' })])).toMatchObject({
      tone: 'none',
      mark: '–',
    });
  });
});
