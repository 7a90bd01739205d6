import { finding } from '../../../test/fixtures.ts';
import { actionFor } from './action.ts';

it('findings give one thing to do', () => {
  expect(actionFor('working', [])).toMatchObject({
    kind: 'copy',
    text: expect.stringContaining('--network host') as string,
  });
  expect(
    actionFor('not-working', [finding({ remedy: null }), finding({ code: 'HN0301', severity: 'warning' })]),
  ).toMatchObject({
    kind: 'remedy',
    remedy: { text: expect.any(String) as string },
  });
  expect(actionFor('not-working', [finding({ code: 'HN0111' })])).toMatchObject({ kind: 'set-up' });
  expect(actionFor('unknown', [])).toMatchObject({ kind: 'diagnose' });
});
