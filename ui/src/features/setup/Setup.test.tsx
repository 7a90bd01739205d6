import { act, screen, waitFor, within } from '@testing-library/react';
import { known } from '@hostnet/core';
import type { Ports, Report } from '@hostnet/core';
import { DESKTOP_FACTS, ENGINE_GONE, eventsOf, lossFinding, desktopReport } from '@hostnet/core/testing';
import { fakeService, seriousFaults, show } from '../../../test/page.tsx';
import { LOOK_EVERY_MS } from './settings-watch.ts';

const facts = (on: boolean) => ({
  ...DESKTOP_FACTS,
  host: {
    ...DESKTOP_FACTS.host,
    desktop: { ...DESKTOP_FACTS.host.desktop!, hostNetworkingEnabled: known(on, 'settings-store.json') },
  },
});
const off = desktopReport({
  verdict: 'not-working',
  summary: 'Host networking does not work here. Host networking is off.',
  facts: facts(false),
  findings: [lossFinding({ code: 'HN0111', title: 'Host networking is off' })],
});
const on = desktopReport({ facts: facts(true), startedAt: '2026-01-02T03:05:05.000Z' });

/** The page at Setup, with facts the test turns. */
function setUp(last: Report | null = null) {
  window.location.hash = '#/setup';
  const now = { on: false, gone: false };
  const engine = {
    facts: jest.fn(() => Promise.resolve(now.gone ? ENGINE_GONE.engine : DESKTOP_FACTS.engine)),
  };
  const host = { facts: jest.fn(() => Promise.resolve(facts(now.on).host)) };
  const service = fakeService();
  const help = jest
    .fn()
    .mockResolvedValue('# HN0111 Host networking is off\n\n## What this means\n\nSee [HN0112](HN0112.md).');
  const page = show({ last, help, ports: () => ({ engine, host, service }) as unknown as Ports }, service);
  return { ...page, now, engine, help };
}
/** Waits until the page has looked once more. */
const nextLook = async (look: jest.Mock) => {
  const before = look.mock.calls.length;
  await waitFor(() => expect(look.mock.calls.length).toBeGreaterThan(before), { timeout: LOOK_EVERY_MS * 3 });
};
const shown = () => screen.findByRole('region', { name: 'Turn on host networking: 1 step left' });

it('measures when it is opened, shows the one step left, and turns green by itself when the setting was turned on', async () => {
  const { runs, now, engine } = setUp();
  await waitFor(() => expect(runs).toHaveLength(1));
  await runs[0]!.tell(...eventsOf(off));
  const card = await shown();
  expect(
    within(card).getByRole('img', { name: /Resources › Network › Enable host networking › Apply$/ }),
  ).toBeVisible();
  expect(within(card).getByText('waiting for it')).toBeVisible();
  expect(await seriousFaults()).toEqual([]);
  await nextLook(engine.facts);
  expect(runs).toHaveLength(1);
  now.on = true;
  await waitFor(() => expect(runs).toHaveLength(2), { timeout: LOOK_EVERY_MS * 3 });
  expect(screen.getByText('Host networking was turned on.')).toBeVisible();
  expect(screen.queryByText('Proven, both ways')).not.toBeInTheDocument();
  await runs[1]!.tell(...eventsOf(on));
  expect(await screen.findByText('Proven, both ways')).toBeVisible();
  expect(await seriousFaults()).toEqual([]);
  const looks = engine.facts.mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS * 1.5));
  expect(engine.facts.mock.calls.length).toBe(looks);
});

it('measures again when the engine went away and came back', async () => {
  const { runs, now, engine } = setUp();
  await waitFor(() => expect(runs).toHaveLength(1));
  await runs[0]!.tell(...eventsOf(off));
  await shown();
  await nextLook(engine.facts);
  now.gone = true;
  expect(
    await screen.findByText('Start the Docker Engine', undefined, { timeout: LOOK_EVERY_MS * 3 }),
  ).toBeVisible();
  expect(runs).toHaveLength(1);
  now.gone = false;
  await waitFor(() => expect(runs).toHaveLength(2), { timeout: LOOK_EVERY_MS * 3 });
});

it('shows the proof of an earlier visit at once, with its age, and starts nothing', () => {
  const { runs } = setUp({ ...on, startedAt: new Date(Date.now() - 3 * 3_600_000).toISOString() });
  return screen.findByText('Proven, both ways').then((title) => {
    expect(title).toBeVisible();
    expect(screen.getByText(/result of an earlier run, 3 h ago/)).toBeVisible();
    expect(runs).toHaveLength(0);
  });
});

it('looks at nothing while it is hidden, and measures when it is seen again', async () => {
  const { runs, engine } = setUp();
  await waitFor(() => expect(runs).toHaveLength(1));
  await runs[0]!.tell(...eventsOf(off));
  await shown();
  await nextLook(engine.facts);
  const hide = (hidden: boolean) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
  };
  hide(true);
  const looks = engine.facts.mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS * 1.5));
  expect(engine.facts.mock.calls.length).toBe(looks);
  hide(false);
  await waitFor(() => expect(runs).toHaveLength(2));
});

it('is cancelled by Escape and does not start again by itself', async () => {
  const { runs, user } = setUp();
  await waitFor(() => expect(runs).toHaveLength(1));
  await user.keyboard('{Escape}');
  await screen.findByRole('button', { name: 'Diagnose' });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(runs).toHaveLength(1);
});

it('explains a step beside it, and one page leads to another', async () => {
  const { runs, press, help } = setUp();
  await waitFor(() => expect(runs).toHaveLength(1));
  await runs[0]!.tell(...eventsOf(off));
  await shown();
  await press(/^Why: Enable it in/);
  const dialog = await screen.findByRole('dialog', { name: 'Host networking is off (HN0111)' });
  expect(within(dialog).getByRole('heading', { name: 'What this means' })).toBeVisible();
  await press('HN0112');
  expect(help).toHaveBeenLastCalledWith('HN0112');
});
