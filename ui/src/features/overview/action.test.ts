import { lossFinding } from '@hostnet/core/testing';
import { actionFor } from './action.ts';

it('findings give one thing to do', () => {
  expect(actionFor('working', [])).toEqual({ kind: 'try' });
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

it('a remedy that restarts a container is a button where the engine listed that container', () => {
  const remedy = { text: 'Restart the container.', command: 'docker restart web' };
  const finding = lossFinding({ code: 'HN0219', remedy });
  const web = { id: 'a'.repeat(64), name: 'web' };
  expect(actionFor('partly-working', [finding], [web])).toEqual({ kind: 'restart', remedy, container: web });
  expect(actionFor('partly-working', [finding], [{ ...web, name: 'web-2' }])).toMatchObject({
    kind: 'remedy',
  });
  const stop = { ...remedy, command: 'docker stop web' };
  expect(actionFor('partly-working', [lossFinding({ code: 'HN0219', remedy: stop })], [web])).toMatchObject({
    kind: 'remedy',
  });
});
