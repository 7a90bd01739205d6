import { lossFinding } from '@hostnet/core/testing';
import { actionFor } from './action.ts';

it('findings give one thing to do', () => {
  expect(actionFor('working', [])).toMatchObject({
    kind: 'copy',
    text: expect.stringContaining('--network host') as string,
  });
  expect(
    actionFor('not-working', [
      lossFinding({ remedy: null }),
      lossFinding({ code: 'HN0301', severity: 'warning' }),
    ]),
  ).toMatchObject({
    kind: 'remedy',
    remedy: { text: expect.any(String) as string },
  });
  expect(actionFor('not-working', [lossFinding({ code: 'HN0111' })])).toMatchObject({ kind: 'set-up' });
  expect(actionFor('unknown', [])).toMatchObject({ kind: 'diagnose' });
});
