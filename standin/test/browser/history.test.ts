import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import type { Page } from 'playwright-core';
import { axeFaults, IMAGE, storedReport } from './desktop.ts';
import {
  eventually,
  MINUTES,
  misfits,
  nothingLeft,
  SCHEMES,
  settled,
  SIZES,
  startDesk,
  type Desk,
} from './desk.ts';

/** A name that must not leave; short, so that a run that was killed leaves no long-lived container. */
const CONTAINER = 'acme-payroll-db-1';
const LIVES_MS = 10 * MINUTES;

describe('History, on the test bed', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk('history');
    await desk.scenario('healthy');
    const sleep = `setTimeout(() => {}, ${LIVES_MS})`;
    await desk.bed.docker(
      ...[
        'run',
        '--detach',
        '--rm',
        '--name',
        CONTAINER,
        '--network',
        'host',
        '--env',
        'DB_HOST=db.acme.internal:5432',
      ],
      ...['--publish', '8080:8080', IMAGE, 'node', '-e', sleep],
    );
  }, 3 * MINUTES);
  afterAll(async () => {
    await desk.bed.docker('rm', '--force', CONTAINER);
    await desk.stop();
  }, MINUTES);

  it(
    'lists two runs, tells what changed between them, and exports one without addresses and names',
    async () => {
      const { page, errors, close } = await desk.open();
      await openTab(page, 'History');
      await page.getByRole('heading', { name: 'No past runs yet' }).waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await diagnose(page);
      await desk.scenario('off');
      await diagnose(page);
      await openTab(page, 'History');
      await rows(page, 2);

      for (const box of await page.getByRole('checkbox').all()) await box.check();
      await page.getByRole('button', { name: 'What changed between the two' }).click();
      const changes = page.getByRole('dialog', { name: 'What changed' });
      await changes.getByText('The verdict went from working to not-working.').waitFor();
      await still(page);
      expect(await changes.innerText()).toMatch(/Enable host networking went from on to off/);
      expect(await axeFaults(page)).toEqual([]);
      await picture(page, 'changes-light');
      await page.keyboard.press('Escape');
      await changes.waitFor({ state: 'hidden' });

      const telling = await tellingOf(page);
      expect(telling).toContain(CONTAINER);
      await page
        .getByRole('button', { name: /^Export the run/ })
        .first()
        .click();
      const dialog = page.getByRole('dialog', { name: 'Export this run' });
      const preview = dialog.getByRole('region', { name: 'What leaves' });
      for (const [form, begins] of [
        ['JUnit', /^<\?xml/],
        ['JSON', /^\{/],
        ['Markdown', /^## Host networking: not-working/],
      ] as const) {
        await dialog.getByRole('radio', { name: form }).check();
        await eventually(`the preview is ${form}`, async () =>
          begins.test((await preview.textContent()) ?? ''),
        );
        const text = (await preview.textContent()) ?? '';
        expect(telling.filter((one) => text.includes(one))).toEqual([]);
      }
      const removed = await dialog.getByRole('list', { name: 'Removed' }).innerText();
      expect(removed).toMatch(/^IP addresses: \d+, in \d+ places/m);
      expect(removed).toMatch(/^container names: \d+, in \d+ places/m);
      await still(page);
      expect(await axeFaults(page)).toEqual([]);

      const text = await preview.textContent();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: 'Save' }).click(),
      ]);
      expect(readFileSync(await download.path(), 'utf8')).toBe(text);
      expect(download.suggestedFilename()).toMatch(/^hostnet-[\dT-]+\.md$/);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });

      await page
        .getByRole('button', { name: /^Delete the run/ })
        .last()
        .click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
      await rows(page, 1);
      expect(errors).toEqual([]);
      await nothingLeft(desk);
      await close();
    },
    4 * MINUTES,
  );

  it.each(SCHEMES)(
    'fits both sizes in the %s theme and has no fault of accessibility, also with a run and its export open',
    async (scheme) => {
      await desk.scenario('healthy');
      const { page, errors, close } = await desk.open({ scheme, hash: '#/history' });
      await diagnose(page);
      await page.getByRole('table', { name: 'Past runs' }).waitFor();
      for (const size of SIZES) {
        await page.setViewportSize(size);
        expect([size.width, await misfits(page)]).toEqual([size.width, []]);
      }
      expect(await axeFaults(page)).toEqual([]);
      for (const [deed, name] of [
        ['Open', /^Run of/],
        ['Export', 'Export this run'],
        ['Delete', 'Delete this run?'],
      ] as const) {
        await page
          .getByRole('button', { name: new RegExp(`^${deed} the run`) })
          .first()
          .click();
        const dialog = page.getByRole('dialog', { name });
        await dialog.waitFor();
        await still(page);
        expect([deed, await axeFaults(page)]).toEqual([deed, []]);
        await picture(page, `${deed}-${scheme}`.toLowerCase());
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'hidden' });
      }
      await picture(page, `list-${scheme}`);
      expect(errors).toEqual([]);
      await close();
    },
    2 * MINUTES,
  );
});

/** Everything of the newest report that must not leave: addresses, MACs, names; and this machine's own addresses. */
async function tellingOf(page: Page): Promise<string[]> {
  const { facts, containers } = await storedReport(page);
  const nics = [...facts.host.interfaces, ...(facts.hostMode?.interfaces ?? [])];
  const own = Object.values(networkInterfaces()).flatMap((nic) => nic ?? []);
  return [
    ...[...nics.flatMap((nic) => nic.addresses), ...own.filter((one) => !one.internal)].map(
      ({ address }) => address,
    ),
    ...nics.map(({ mac }) => mac),
    ...containers.flatMap(({ id, name, image }) => [id, name, image]),
    'db.acme.internal',
  ].filter((one) => one !== '' && !/^(?:127\.|::1$|00:00:00)/.test(one));
}

async function rows(page: Page, count: number): Promise<void> {
  const table = page.getByRole('table', { name: 'Past runs' });
  await eventually(
    `${count} runs are listed`,
    async () => (await table.getByRole('row').count()) === count + 1,
  );
}

async function diagnose(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Diagnose', exact: true }).click();
  await page.getByRole('button', { name: /Cancel/ }).waitFor();
  await settled(page);
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
}

/** Resolves when no transition runs: contrast is judged when things stand. */
async function still(page: Page): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().length === 0);
}

/** Takes a picture where HOSTNET_PICTURES names a folder for them. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['HOSTNET_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/history-${name}.png` });
}
