import { act, screen, waitFor } from '@testing-library/react';
import { desktopReport, eventsOf } from '@hostnet/core/testing';
import { show } from '../../test/page.tsx';

it('a tab is opened by Space as by Enter', async () => {
  const { user } = show();
  act(() => screen.getByRole('tab', { name: 'Setup' }).focus());
  await user.keyboard(' ');
  await waitFor(() =>
    expect(screen.getByRole('tab', { name: 'Setup' })).toHaveAttribute('aria-selected', 'true'),
  );
  window.location.hash = '';
});

it('the focus goes to the result where the button that was pressed is gone, and stays where it is otherwise', async () => {
  const { press, runs } = show();
  await press('Diagnose this computer');
  expect(screen.getByRole('heading', { name: /Testing TCP and UDP/ })).toHaveFocus();
  await runs[0]!.tell(...eventsOf(desktopReport()));
  expect(screen.getByRole('heading', { name: /Host networking works/ })).toHaveFocus();
  await press('Diagnose');
  await runs[1]!.tell(...eventsOf(desktopReport()));
  expect(screen.getByRole('button', { name: 'Diagnose' })).toHaveFocus();
});

it('tells the result in a region that was there before', async () => {
  const { press, runs } = show();
  const region = screen.getAllByRole('status').find((one) => one.closest('main'));
  await press('Diagnose');
  expect(region).toHaveTextContent(/^Starting/);
  await runs[0]!.tell(...eventsOf(desktopReport()));
  expect(region).toHaveTextContent(desktopReport().summary);
});

it('an old result says so without a click, and is measured anew with one', async () => {
  const startedAt = new Date(Date.now() - 2 * 3_600_000).toISOString();
  const { press, runs } = show({ last: { ...desktopReport(), startedAt } });
  await press('Measure now');
  expect(runs).toHaveLength(1);
});
