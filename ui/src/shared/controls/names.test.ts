import { age, duration, endpoint } from './names.ts';

describe('names', () => {
  it.each([
    [age(500), 'just now'],
    [age(12_000), '12 s ago'],
    [age(180_000), '3 min ago'],
    [age(7_200_000), '2 h ago'],
    [age(4 * 86_400_000), '4 days ago'],
    [duration(0.42), '0.4 ms'],
    [duration(12.4), '12 ms'],
    [duration(1234), '1.2 s'],
    [endpoint('::1', 80), '[::1]:80'],
  ])('%s is %s', (got, want) => {
    expect(got).toBe(want);
  });
});
