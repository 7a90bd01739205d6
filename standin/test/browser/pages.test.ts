import type { Page } from 'playwright-core';
import { axeFaults, storedReport } from './desktop.ts';
import {
  diagnose,
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

/** One state of every verdict and of every state a page has, with the chip, the banner's words, and Setup's heading. */
const STATES = [
  ['healthy', 'Working', /Host networking works here/, 'Host networking works'],
  [
    'no-ipv6-4.65',
    'Partly working',
    /IPv6 does not get through/,
    'Setup is complete, but host networking works only in part',
  ],
  ['off', 'Not working', /Host networking is off/, '1 step left'],
  ['eci', 'Not available', /Enhanced Container Isolation refuses/, '2 steps left|1 step left'],
  ['windows-containers', 'Not available', /Windows containers/, 'left'],
  ['too-old', 'Not available', /has no host networking/, '1 step left'],
  ['sign-in', 'Unknown', /only to signed-in users/, '1 step left'],
  ['other-product', 'Not working', /Nothing gets through/, 'What works here'],
] as const;

describe('the pages, on the test bed', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk('pages');
  }, 3 * MINUTES);
  afterAll(async () => desk.stop(), MINUTES);

  it.each(STATES)(
    'tell %s: %s',
    async (scenario, chip, banner, heading) => {
      await desk.scenario(scenario);
      const { page, errors, close } = await desk.open();
      await diagnose(page);
      const header = page.getByRole('banner');
      expect(await header.getByText(new RegExp(`^.${chip}$`)).isVisible()).toBe(true);
      expect(await page.getByRole('region', { name: 'Verdict' }).innerText()).toMatch(banner);
      expect(await axeFaults(page)).toEqual([]);
      expect(await misfits(page)).toEqual([]);
      await openTab(page, 'Setup');
      await page.getByRole('heading', { level: 2, name: new RegExp(heading) }).waitFor();
      await settled(page);
      expect(await axeFaults(page)).toEqual([]);
      expect(await misfits(page)).toEqual([]);
      expect(errors).toEqual([]);
      await close();
    },
    2 * MINUTES,
  );

  it.each(SCHEMES)(
    'fit both sizes in the %s theme, every tab, without faults of accessibility',
    async (scheme) => {
      await desk.scenario('healthy');
      const { page, errors, close } = await desk.open({ scheme });
      await diagnose(page);
      const tabs = await page.getByRole('tab').allInnerTexts();
      expect(tabs.slice(0, 2)).toEqual(['Overview', 'Setup']);
      for (const tab of tabs) {
        await openTab(page, tab);
        await settled(page);
        for (const size of SIZES) {
          await page.setViewportSize(size);
          expect([tab, size.width, await misfits(page)]).toEqual([tab, size.width, []]);
        }
        expect([tab, await axeFaults(page)]).toEqual([tab, []]);
      }
      expect(errors).toEqual([]);
      await close();
    },
    2 * MINUTES,
  );

  it(
    'are used by keyboard alone: diagnose, evidence, tabs, the page of a finding',
    async () => {
      await desk.scenario('no-udp');
      const { page, close } = await desk.open();
      await focus(page, 'button', 'Diagnose');
      await page.keyboard.press('Enter');
      await page.getByRole('region', { name: 'Verdict' }).waitFor({ timeout: MINUTES });
      await settled(page);
      await focus(page, 'button', /^this computer to host-mode container, UDP/);
      await page.keyboard.press('Enter');
      const evidence = page.getByRole('dialog', { name: /host-mode container, UDP/ });
      await evidence.waitFor();
      expect(await evidence.evaluate((element) => element.contains(document.activeElement))).toBe(true);
      await page.keyboard.press('Escape');
      await evidence.waitFor({ state: 'hidden' });
      expect(await focused(page)).toMatch(/^this computer to host-mode container, UDP/);
      await focus(page, 'button', /^Why: /);
      await page.keyboard.press('Enter');
      const help = page.getByRole('dialog', { name: /\(HN\d{4}\)$/ });
      await help.getByRole('heading', { name: 'What this means' }).waitFor();
      await page.keyboard.press('Escape');
      await help.waitFor({ state: 'hidden' });
      await focus(page, 'tab', 'Overview', 'Shift+Tab');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.getByRole('tab', { name: 'Setup', selected: true }).waitFor();
      await close();
    },
    2 * MINUTES,
  );

  it(
    'survive a reload in the middle of a run, and leave nothing of it',
    async () => {
      await desk.scenario('healthy');
      const { page, errors, close } = await desk.open();
      await page.getByRole('button', { name: 'Diagnose', exact: true }).click();
      await eventually('the run has started something', async () => (await desk.leftovers()).length > 0);
      await page.reload();
      await nothingLeft(desk);
      await diagnose(page);
      expect((await storedReport(page)).verdict).toBe('working');
      expect(errors).toEqual([]);
      await close();
    },
    2 * MINUTES,
  );

  it(
    'end every process of a run when they are left, and show the last report at once when they are opened again',
    async () => {
      const { page, revisit, close } = await desk.open();
      await diagnose(page);
      await page.getByRole('button', { name: 'Diagnose', exact: true }).click();
      await eventually('the run has started something', async () => (await desk.leftovers()).length > 0);
      await page.goto('about:blank');
      await nothingLeft(desk, 'running');
      await revisit();
      await nothingLeft(desk);
      expect(await page.getByText(/^Tested (just now|\d+ s ago) \(took /).isVisible()).toBe(true);
      expect(await page.getByText(/result of an earlier run/).isVisible()).toBe(true);
      await close();
    },
    2 * MINUTES,
  );

  it(
    'show the page of every finding without asking the network',
    async () => {
      await desk.scenario('off');
      const { page, close } = await desk.open();
      await diagnose(page);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).origin));
      await page.getByRole('button', { name: 'Why: Host networking is off' }).click();
      await page.getByRole('dialog').getByRole('heading', { name: 'What to do' }).waitFor();
      expect(await axeFaults(page)).toEqual([]);
      expect(new Set(asked)).toEqual(new Set([new URL(page.url()).origin]));
      await page.getByRole('button', { name: 'Open it in the browser' }).click();
      await eventually('Desktop is asked to open it', () =>
        Promise.resolve(JSON.stringify(desk.standin.recordings()).includes('docs/checks/HN0111.md')),
      );
      await close();
    },
    2 * MINUTES,
  );
});

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
  await page.getByRole('tab', { name, exact: true, selected: true }).waitFor();
}

/** Presses Tab until this element has the focus. Throws when it is not reached. */
async function focus(
  page: Page,
  role: 'button' | 'tab',
  name: string | RegExp,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true }).first();
  for (let presses = 0; presses < 100; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not reach ${String(name)}; the focus is at ${await focused(page)}.`);
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
}
