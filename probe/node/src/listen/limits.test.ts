import { RateLimit } from './limits.ts';

describe('RateLimit', () => {
  it('lets so many through in a second, and again in the next', () => {
    let now = 5000;
    const limit = new RateLimit(3, () => now);
    expect([1, 2, 3, 4].map(() => limit.take())).toEqual([true, true, true, false]);
    now = 5999;
    expect(limit.take()).toBe(false);
    now = 6000;
    expect(limit.take()).toBe(true);
  });
});
