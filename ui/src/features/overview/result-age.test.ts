import { resultAge } from './result-age.ts';

const AT = Date.parse('2026-01-01T00:00:00Z');
const report = { startedAt: '2026-01-01T00:00:00Z' };
const MINUTE = 60_000;

it('a result of this visit is old after an hour', () => {
  expect(resultAge(report, 'done', AT + 59 * MINUTE)).toEqual({ old: false, sentence: '' });
  expect(resultAge(report, 'done', AT + 60 * MINUTE)).toEqual({
    old: true,
    sentence: 'This was measured 1 h ago and may no longer be so.',
  });
});

it('a result of an earlier visit says so at any age', () => {
  expect(resultAge(report, 'remembered', AT + 3 * MINUTE)).toMatchObject({
    old: false,
    sentence: expect.stringMatching(/an earlier run, 3 min ago/) as string,
  });
  expect(resultAge(report, 'remembered', AT + 120 * MINUTE).old).toBe(true);
  expect(resultAge(null, 'running', AT)).toEqual({ old: false, sentence: '' });
});
