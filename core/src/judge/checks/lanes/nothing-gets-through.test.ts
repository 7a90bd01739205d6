import { judge } from '../../judge.ts';
import {
  codes,
  dead,
  input,
  lanesTold,
  promised,
  unmeasured,
  wordsOf,
} from '../../../testing/evidence-fixtures.ts';
import { nothingGetsThrough } from './nothing-gets-through.ts';

describe('HN0201 nothing-gets-through', () => {
  it('fires alone when every promised lane was measured dead, and the verdict is not-working', () => {
    const judged = judge(input({ lanes: promised(dead) }));
    expect(judged.verdict).toBe('not-working');
    const [finding, ...more] = lanesTold(judged.findings);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'HN0201',
      severity: 'error',
      title: 'Nothing gets through, in either direction',
    });
    expect(finding?.evidence).toEqual([
      'this computer → container, TCP 127.0.0.1 (listener on 0.0.0.0): refused; 1 sent, 0 answered, ECONNREFUSED; listener saw 0',
      'this computer → container, TCP 127.0.0.1 (listener on 127.0.0.1): refused; 1 sent, 0 answered, ECONNREFUSED; listener saw 0',
      'this computer → container, TCP ::1 (listener on ::): refused; 1 sent, 0 answered, ECONNREFUSED; listener saw 0',
      'this computer → container, TCP ::1 (listener on ::1): refused; 1 sent, 0 answered, ECONNREFUSED; listener saw 0',
      'and 12 more',
    ]);
  });

  it('fires on a plain engine without a word of Docker Desktop’s settings', () => {
    const [finding] = nothingGetsThrough.check(input({ lanes: promised(dead) }));
    expect(wordsOf(finding)).not.toMatch(/Settings|Desktop/);
  });

  it('fires when one family was not there to measure and the other is dead', () => {
    const lanes = promised((way) => (way.family === 'ipv6' ? unmeasured('absent') : dead(way)));
    expect(codes({ lanes })).toEqual(['HN0201']);
  });

  it('stays silent when one lane of all was answered', () => {
    let first = true;
    const lanes = promised((way) => {
      const over = first ? {} : dead(way);
      first = false;
      return over;
    });
    expect(codes({ lanes })).not.toContain('HN0201');
    expect(judge(input({ lanes })).verdict).toBe('partly-working');
  });

  it('stays silent when nothing was measured: an instrument that failed is no dead lane', () => {
    const lanes = promised(() => unmeasured());
    expect(nothingGetsThrough.check(input({ lanes }))).toEqual([]);
    expect(judge(input({ lanes })).verdict).toBe('unknown');
  });
});
