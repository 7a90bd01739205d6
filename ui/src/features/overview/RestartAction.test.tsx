import { screen, within } from '@testing-library/react';
import type { Ports } from '@hostnet/core';
import { desktopReport, eventsOf, lossFinding } from '@hostnet/core/testing';
import { fakeService, show } from '../../../test/page.tsx';

const WEB = { id: 'a'.repeat(64), name: 'web' };
const forgotten = () =>
  desktopReport({
    verdict: 'partly-working',
    findings: [
      lossFinding({ code: 'HN0219', remedy: { text: 'Restart it.', command: `docker restart ${WEB.name}` } }),
    ],
    containers: [WEB as ReturnType<typeof desktopReport>['containers'][number]],
  });

function page(restart: jest.Mock) {
  const ports = () => ({ engine: { restart }, host: {}, service: fakeService() }) as unknown as Ports;
  return show({ last: { ...forgotten(), startedAt: new Date().toISOString() }, ports });
}

it('restarts a forgotten container with two clicks from the verdict, and measures again', async () => {
  const restart = jest.fn().mockResolvedValue(undefined);
  const { press, runs } = page(restart);
  await press('Restart web…');
  const dialog = within(await screen.findByRole('dialog', { name: 'Restart web?' }));
  expect(dialog.getByText(/Every connection to it breaks/)).toBeVisible();
  expect(restart).not.toHaveBeenCalled();
  await press('Restart');
  expect(restart).toHaveBeenCalledWith(WEB.id, expect.anything());
  expect(runs).toHaveLength(1);
  await runs[0]!.tell(...eventsOf(desktopReport()));
  expect(screen.getByText('Working')).toBeVisible();
});

it('says why a container could not be restarted, and measures nothing then', async () => {
  const { press, runs } = page(jest.fn().mockRejectedValue(new Error('no such container')));
  await press('Restart web…');
  await press('Restart');
  expect(await screen.findByText('web could not be restarted: no such container')).toBeVisible();
  expect(runs).toHaveLength(0);
});
