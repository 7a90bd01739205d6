import { act, screen, waitFor, within } from '@testing-library/react';
import { ProbeFailure } from '@hostnet/core';
import { DESKTOP_FACTS, ENGINE_GONE, eventsOf, lossyReport, desktopReport } from '@hostnet/core/testing';
import { fakeService, seriousFaults, show } from '../../test/page.tsx';

const UDP_ARROW = /^this computer to host-mode container, UDP: reply lost/;

describe('before the first run', () => {
  it('claims nothing, teaches by an example, and starts nothing', async () => {
    const { runs, parts, press } = show();
    expect(screen.getByText('Not measured')).toBeVisible();
    expect(screen.getAllByText(/docker run --rm -it --network host/)).toHaveLength(2);
    expect(runs).toHaveLength(0);
    await press(/^Copy: docker run .* nc -lkv 0\.0\.0\.0 8000$/);
    expect(parts.copy).toHaveBeenCalledWith(expect.stringContaining('--network host'));
    expect(await screen.findByText('Copied', { selector: 'button' })).toBeVisible();
    expect(await seriousFaults()).toEqual([]);
  });

  it('shows the last run of an earlier visit with its age', () => {
    const startedAt = new Date(Date.now() - 2 * 3_600_000).toISOString();
    show({ last: { ...desktopReport(), startedAt } });
    expect(screen.getByText(/result of an earlier run, 2 h ago/)).toBeVisible();
    expect(screen.getByText('Working')).toBeVisible();
  });

  it('takes the last run from the service where this computer remembers none', async () => {
    const listReports = jest.fn().mockResolvedValue({
      reports: [{ id: 'r9', startedAt: '', verdict: 'working', summary: '' }],
      damaged: [],
    });
    const readReport = jest.fn().mockResolvedValue(desktopReport());
    show({}, fakeService({ listReports, readReport }));
    expect(await screen.findByText(/result of an earlier run/)).toBeVisible();
    expect(readReport).toHaveBeenCalledWith('r9', expect.anything());
  });
});

describe('a run', () => {
  it('fills the picture as lanes come in and ends in a verdict, a remedy and a kept report', async () => {
    const { runs, press, parts, service, user } = show();
    const events = eventsOf(lossyReport());
    await press('Diagnose');
    expect(screen.getByRole('button', { name: /Cancel/ })).toBeVisible();
    await runs[0]!.tell(...events.slice(0, 4));
    expect(screen.getByText(/^Starting the container…/)).toBeVisible();
    expect(
      screen.getByRole('button', { name: /^this computer to host-mode container, UDP: measuring/ }),
    ).toBeDisabled();
    const lanes = events.filter((event) => event.type === 'lane');
    await runs[0]!.tell(...lanes);
    expect(screen.getByRole('button', { name: UDP_ARROW })).toBeEnabled();
    expect(screen.queryByRole('region', { name: 'Verdict' })).not.toBeInTheDocument();
    await runs[0]!.tell(...events.slice(4 + lanes.length));
    expect(
      within(screen.getByRole('region', { name: 'Verdict' })).getByText(/UDP answers are lost/),
    ).toBeVisible();
    expect(screen.getByText('Partly working')).toBeVisible();
    const banner = within(screen.getByRole('region', { name: 'Verdict' }));
    await user.click(banner.getByRole('button', { name: 'Copy: docker desktop update' }));
    expect(parts.copy).toHaveBeenCalledWith('docker desktop update');
    await press('Copy report');
    await waitFor(() =>
      expect(parts.copy).toHaveBeenLastCalledWith(expect.stringContaining('UDP answers are lost')),
    );
    expect(parts.onReport).toHaveBeenCalledTimes(1);
    expect(service?.saveReport).toHaveBeenCalledTimes(1);
    expect(await seriousFaults()).toEqual([]);
  });

  it('is cancelled by Escape and leaves the earlier result', async () => {
    const { runs, press, user } = show({ last: desktopReport() });
    await press('Diagnose');
    await user.keyboard('{Escape}');
    expect(runs[0]!.signal.aborted).toBe(true);
    expect(await screen.findByText(/The run was cancelled/, { selector: '.MuiAlert-message' })).toBeVisible();
    expect(screen.getByText('Working')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Diagnose' })).toBeEnabled();
  });

  it('goes on after a double click on Diagnose, and is cancelled by a click half a second later', async () => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(1_700_000_000_000);
    try {
      const { runs, press } = show({ clock: { now: () => new Date(Date.now()), monotonicMs: () => 0 } });
      await press('Diagnose');
      await press(/^Cancel/);
      expect(runs[0]!.signal.aborted).toBe(false);
      clock.mockReturnValue(1_700_000_000_500);
      await press(/^Cancel/);
      expect(runs[0]!.signal.aborted).toBe(true);
      await screen.findByRole('button', { name: 'Diagnose' });
    } finally {
      clock.mockRestore();
    }
  });

  it('is cancelled when the page is left', async () => {
    const { runs, press } = show();
    await press('Diagnose');
    act(() => void window.dispatchEvent(new Event('pagehide')));
    expect(runs[0]!.signal.aborted).toBe(true);
    await screen.findByRole('button', { name: 'Diagnose' });
  });
});

describe('the evidence', () => {
  it('opens by keyboard, holds both witnesses, and gives the focus back', async () => {
    const { user } = show({ last: lossyReport() });
    const arrow = screen.getByRole('button', { name: UDP_ARROW });
    act(() => arrow.focus());
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'This computer → host-mode container, UDP' });
    expect(within(dialog).getAllByRole('article')).toHaveLength(4);
    expect(within(dialog).getAllByText('1 datagram, 0 answered')).toHaveLength(4);
    expect(within(dialog).getAllByText(/1 request, from 127\.0\.0\.1:50000/)).toHaveLength(4);
    expect(await seriousFaults()).toEqual([]);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(arrow).toHaveFocus();
  });

  it('of one address opens from its cell', async () => {
    const { press } = show({ last: lossyReport() });
    await press(/^::1, this computer to host-mode container, UDP/);
    const dialog = await screen.findByRole('dialog', { name: /UDP, ::1$/ });
    expect(within(dialog).getAllByRole('article')).toHaveLength(1);
  });

  it('takes Escape for itself: a run goes on', async () => {
    const { runs, press, user } = show();
    await press('Diagnose');
    await runs[0]!.tell(
      ...eventsOf(lossyReport()).filter((event) => event.type !== 'verdict' && event.type !== 'report'),
    );
    await press(UDP_ARROW);
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    expect(runs[0]!.signal.aborted).toBe(false);
  });
});

describe('a port that cannot be used', () => {
  it('engine: one sentence, and a retry that works', async () => {
    const { runs, press } = show();
    await press('Diagnose');
    await runs[0]!.tell(
      ...eventsOf(desktopReport({ facts: ENGINE_GONE, verdict: 'unknown', lanes: [], boundary: [] })),
    );
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('No Docker Engine answers at unix:///var/run/docker.sock.')).toBeVisible();
    expect(screen.queryByRole('region', { name: 'What was measured' })).not.toBeInTheDocument();
    expect(await seriousFaults()).toEqual([]);
    await press('Try again');
    await runs[1]!.tell(...eventsOf(desktopReport()));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.getByText('Working')).toBeVisible();
  });

  it('helper: says how to get it back', async () => {
    const { runs, press } = show();
    await press('Diagnose');
    await runs[0]!.fail(new ProbeFailure('helper-missing', 'x', 'extension binary not found'));
    expect(within(await screen.findByRole('alert')).getByText(/docker extension install/)).toBeVisible();
  });

  it('service: a banner that goes when it is back, and no run is stopped', async () => {
    const health = jest.fn().mockRejectedValueOnce(new Error('socket hang up')).mockResolvedValue(undefined);
    const { press } = show({ last: desktopReport() }, fakeService({ health }));
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText(/socket hang up/)).toBeVisible();
    expect(screen.getByText('Working')).toBeVisible();
    await press('Try again');
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
  });

  it('service: one that started later than the page is not lost', async () => {
    const health = jest.fn().mockRejectedValueOnce(new Error('connect ENOENT')).mockResolvedValue(undefined);
    const { runs, press } = show({}, fakeService({ health }));
    await screen.findByRole('alert');
    await press('Diagnose');
    await runs[0]!.tell(...eventsOf(desktopReport()));
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
  });

  it('service: a report that could not be kept is kept by the retry', async () => {
    const saveReport = jest.fn().mockRejectedValueOnce(new Error('socket hang up')).mockResolvedValue({});
    const { runs, press } = show({}, fakeService({ saveReport }));
    await press('Diagnose');
    await runs[0]!.tell(...eventsOf(desktopReport()));
    await screen.findByRole('alert');
    await press('Try again');
    await waitFor(() => expect(saveReport).toHaveBeenCalledTimes(2));
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
  });

  it('Docker Desktop itself: says that this is another place', async () => {
    const ports = () => {
      throw Object.assign(new Error('This page works inside Docker Desktop only.'), { name: 'NotInDesktop' });
    };
    show({ ports });
    expect(within(await screen.findByRole('alert')).getByText('This is not Docker Desktop')).toBeVisible();
  });
});

it('ticks nothing while it is hidden', () => {
  const set = jest.spyOn(window, 'setInterval');
  Object.defineProperty(document, 'hidden', { configurable: true, value: true });
  show({ last: desktopReport() });
  expect(set).not.toHaveBeenCalled();
  Object.defineProperty(document, 'hidden', { configurable: true, value: false });
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  expect(set).toHaveBeenCalled();
  set.mockRestore();
});

it('opens the evidence of what host mode carries', async () => {
  const { press } = show({ last: desktopReport() });
  await press(/^ICMP \(ping\): does not work/);
  expect(
    within(await screen.findByRole('dialog', { name: /ICMP/ })).getByText('no reply within 1 s'),
  ).toBeVisible();
});

it('says how another product differs, beside the result', () => {
  const engine = { ...DESKTOP_FACTS.engine, desktop: null, platform: '', operatingSystem: 'Rancher Desktop' };
  show({ last: desktopReport({ facts: { ...DESKTOP_FACTS, engine } }) });
  expect(screen.getByText(/This is Rancher Desktop/)).toBeVisible();
  expect(screen.getByRole('region', { name: 'Verdict' })).toBeVisible();
});
