import { describe as spread, median, quantile, ratios } from './statistics.mjs';

test('quantiles are linear between neighbours and leave the values as they are', () => {
  const values = [4, 1, 3, 2];
  expect(median(values)).toBe(2.5);
  expect(quantile(values, 0)).toBe(1);
  expect(quantile(values, 1)).toBe(4);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
  expect(values).toEqual([4, 1, 3, 2]);
});

test('ratios go pair by pair, and the spread shows the quartiles', () => {
  expect(ratios([2, 9], [1, 3])).toEqual([2, 3]);
  expect(spread([1, 2, 3, 4, 5], 1)).toBe('3.0 (2.0 to 4.0)');
});
