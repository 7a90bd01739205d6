import { cleanup, screen } from '@testing-library/react';
import { eventsOf, lossyReport, desktopReport } from '@hostnet/core/testing';
import { show } from '../../test/page.tsx';
import { storage } from '../shared/page/storage.ts';
import { lastReport } from './memory.ts';
import { runEnds, runStarts, unfinishedRuns } from './unfinished.ts';

describe('the place', () => {
  it('is kept for the next visit', async () => {
    const { user } = show({ last: desktopReport() });
    await user.click(screen.getByRole('tab', { name: 'Setup' }));
    expect(await screen.findByText('Proven, both ways')).toBeVisible();
    cleanup();
    window.history.replaceState(null, '', '/');
    show({ last: desktopReport() });
    expect(screen.getByRole('tab', { name: 'Setup' })).toHaveAttribute('aria-selected', 'true');
  });

  it('of a finding is scrolled to and focused', () => {
    window.location.hash = '#/overview?finding=HN0206';
    show({ last: lossyReport() });
    expect(screen.getByRole('article', { name: /HN0206/ })).toHaveFocus();
  });
});

it('shows the hint of the first visit once', async () => {
  const { press } = show();
  await press('Close this hint');
  cleanup();
  show();
  expect(screen.queryByText(/First time here/)).not.toBeInTheDocument();
});

describe('where storage is denied', () => {
  const own = Object.getOwnPropertyDescriptor(window, 'localStorage');
  beforeEach(() =>
    Object.defineProperty(window, 'localStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    }),
  );
  afterEach(() => {
    if (own) Object.defineProperty(window, 'localStorage', own);
    else Reflect.deleteProperty(window, 'localStorage');
  });

  it('the page is shown, measures, and goes to its tabs', async () => {
    const { runs, press, user } = show({
      last: lastReport(storage),
      onStart: (run) => runStarts(storage, run),
      onEnd: (run) => runEnds(storage, run),
    });
    await press('Diagnose');
    await runs[0]!.tell(...eventsOf(desktopReport()));
    expect(screen.getByRole('region', { name: 'Verdict' })).toBeVisible();
    await user.click(screen.getByRole('tab', { name: 'Setup' }));
    expect(await screen.findByText('Proven, both ways')).toBeVisible();
    expect(unfinishedRuns(storage)).toEqual([]);
  });
});
