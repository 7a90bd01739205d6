import { screen, waitFor, within } from '@testing-library/react';
import type { Report, StoredReport } from '@hostnet/core';
import { eventsOf, lossyReport, desktopReport } from '@hostnet/core/testing';
import { fakeService, seriousFaults, show } from '../../../test/page.tsx';

const EARLY = desktopReport({ startedAt: '2026-01-02T03:04:05.000Z' });
const LATE = { ...lossyReport(), startedAt: '2026-02-02T03:04:05.000Z' };

/** The page at History, over a service that keeps these reports. */
function history(kept: readonly Report[] = [EARLY, LATE], over: Parameters<typeof fakeService>[0] = {}) {
  window.location.hash = '#/history';
  const store = new Map(kept.map((one, at) => [`${at}`, one]));
  const stored = ([id, { startedAt, verdict, summary }]: [string, Report]): StoredReport => ({
    id,
    startedAt,
    verdict,
    summary,
  });
  const service = fakeService({
    listReports: jest.fn(() => Promise.resolve({ reports: [...store].map(stored).reverse(), damaged: [] })),
    readReport: jest.fn((id: string) => Promise.resolve(store.get(id)!)),
    removeReport: jest.fn((id: string) => {
      store.delete(id);
      return Promise.resolve();
    }),
    saveReport: jest.fn((saved: Report) => {
      store.set('9', saved);
      return Promise.resolve(stored(['9', saved]));
    }),
    ...over,
  });
  return { ...show({ last: EARLY }, service), store };
}
const rows = async () => (await screen.findAllByRole('row')).slice(1);

describe('past runs', () => {
  it('are listed newest first, without a serious fault', async () => {
    history();
    expect((await rows()).map((row) => within(row).getByText(/Working|Partly working/).textContent)).toEqual([
      '!Partly working',
      '✓Working',
    ]);
    expect(await seriousFaults()).toEqual([]);
  });

  it('teach where there are none, and start the first', async () => {
    const { runs, press } = history([]);
    expect(await screen.findByText(/No past runs yet/)).toBeVisible();
    await press('Diagnose this computer');
    expect(runs).toHaveLength(1);
  });

  it('hold a run that ends while they are shown', async () => {
    const { runs, press } = history([EARLY]);
    await rows();
    await press('Diagnose');
    await runs[0]!.tell(...eventsOf(LATE));
    await waitFor(async () => expect(await rows()).toHaveLength(2));
  });

  it('cannot be listed: says so, and the retry lists them', async () => {
    const listReports = jest
      .fn()
      .mockRejectedValueOnce(new Error('socket hang up'))
      .mockResolvedValue({ reports: [], damaged: [] });
    const { press } = history([], { listReports });
    expect(await screen.findByText('Past runs cannot be listed')).toBeVisible();
    expect(screen.getByText('socket hang up')).toBeVisible();
    await press('Try again');
    expect(await screen.findByText(/No past runs yet/)).toBeVisible();
  });

  it('name the files that were set aside as damaged', async () => {
    const listReports = jest.fn().mockResolvedValue({ reports: [], damaged: ['a.json', 'b.json'] });
    history([], { listReports });
    expect(
      await screen.findByText(/Stored reports were damaged and set aside.*a\.json, b\.json/),
    ).toBeVisible();
    expect(screen.getByText(/No past runs yet/)).toBeVisible();
  });

  it('open, by keyboard too', async () => {
    const { user } = history();
    const [first] = await rows();
    within(first!).getByRole('button', { name: /^Open/ }).focus();
    await user.keyboard('{Enter}');
    const drawer = await screen.findByRole('dialog', { name: /^Run of/ });
    expect(
      await within(drawer).findByText(/UDP answers are lost between container and computer$/),
    ).toBeVisible();
    expect(await seriousFaults()).toEqual([]);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('are compared two at a time', async () => {
    const { user, press } = history();
    expect(await screen.findByText(/Choose two runs/)).toBeVisible();
    const compare = screen.getByRole('button', { name: 'What changed between the two' });
    expect(compare).toBeDisabled();
    for (const box of screen.getAllByRole('checkbox')) await user.click(box);
    await press('What changed between the two');
    const drawer = await screen.findByRole('dialog', { name: 'What changed' });
    expect(await within(drawer).findByText('The verdict went from working to partly-working.')).toBeVisible();
    expect(within(drawer).getAllByText(/now reply-lost, was reachable/)[0]).toBeVisible();
    expect(await seriousFaults()).toEqual([]);
  });

  it('are deleted only when that is meant', async () => {
    const { press, store } = history();
    const [first] = await rows();
    within(first!)
      .getByRole('button', { name: /^Delete/ })
      .click();
    await screen.findByRole('dialog', { name: 'Delete this run?' });
    await press('Keep it');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(store.size).toBe(2);
    within(first!)
      .getByRole('button', { name: /^Delete/ })
      .click();
    await screen.findByRole('dialog');
    expect(await seriousFaults()).toEqual([]);
    await press('Delete');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect([...store.keys()]).toEqual(['0']);
    await waitFor(async () => expect(await rows()).toHaveLength(1));
  });

  it('say when one could not be deleted or read', async () => {
    const removeReport = jest.fn().mockRejectedValue(new Error('The volume is read-only.'));
    const readReport = jest.fn().mockRejectedValue(new Error('The stored report is damaged.'));
    const { press, user } = history([EARLY], { removeReport, readReport });
    const [first] = await rows();
    within(first!)
      .getByRole('button', { name: /^Delete/ })
      .click();
    await screen.findByRole('dialog');
    await press('Delete');
    expect(await screen.findByText(/not deleted: The volume is read-only/)).toBeVisible();
    await press('Keep it');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    within(first!).getByRole('button', { name: /^Open/ }).click();
    expect(await screen.findByText('The report cannot be read')).toBeVisible();
    await user.keyboard('{Escape}');
  });
});

describe('an export', () => {
  const telling = desktopReport({ summary: 'See /home/jane/shop.', startedAt: '2026-03-02T03:04:05.000Z' });

  it('shows exactly what leaves, redacted, and copies just that', async () => {
    const { press, parts, user } = history([telling]);
    const [first] = await rows();
    within(first!)
      .getByRole('button', { name: /^Export/ })
      .click();
    const dialog = await screen.findByRole('dialog', { name: 'Export this run' });
    expect(within(dialog).getByText(/Nothing is uploaded/)).toBeVisible();
    const preview = await within(dialog).findByRole('region', { name: 'What leaves' });
    expect(await seriousFaults()).toEqual([]);
    for (const [form, begins] of [
      ['Markdown', /^## Host networking/],
      ['JSON', /^\{/],
      ['JUnit', /^<\?xml/],
    ] as const) {
      await user.click(within(dialog).getByRole('radio', { name: form }));
      expect(preview.textContent).toMatch(begins);
      expect(preview.textContent).not.toMatch(/jane|192\.0\.2\.20/);
      expect(
        within(within(dialog).getByRole('list', { name: 'Removed' })).getByText(/^paths: 1/),
      ).toBeVisible();
      await press('Copy');
      expect(parts.copy).toHaveBeenLastCalledWith(preview.textContent);
    }
    expect(await within(dialog).findByText('Copied.')).toBeVisible();
  });

  it('saves the same as a file, and asks nobody for it', async () => {
    const made: Blob[] = [];
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => made.push(blob) && 'blob:x',
      revokeObjectURL: () => undefined,
    });
    const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const { press } = history([telling]);
    const [first] = await rows();
    within(first!)
      .getByRole('button', { name: /^Export/ })
      .click();
    const preview = await screen.findByRole('region', { name: 'What leaves' });
    await press('Save');
    expect(made[0]?.size).toBe(new TextEncoder().encode(preview.textContent).length);
    expect((click.mock.contexts[0] as HTMLAnchorElement).download).toBe('hostnet-2026-03-02T03-04-05.md');
    expect(screen.getByText(/If nothing happens/)).toBeVisible();
    click.mockRestore();
  });
});
