import type { Page } from 'playwright-core';
import { axeFaults } from './desktop.ts';
import { diagnose, eventually, MINUTES, misfits, settled, startDesk, type Desk } from './desk.ts';

describe('the page, for hands and eyes of all kinds, on the test bed', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk('access');
  }, 3 * MINUTES);
  afterAll(async () => desk.stop(), MINUTES);

  it(
    'restarts a forgotten container with two clicks from the verdict, and measures again',
    async () => {
      await desk.scenario('forgotten');
      const { page, errors, close } = await desk.open();
      await diagnose(page);
      const verdict = page.getByRole('region', { name: 'Verdict' });
      await verdict.getByRole('button', { name: /^Restart / }).click();
      const before = await kept(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Restart', exact: true }).click();
      await eventually('it is measured again', async () => (await kept(page)) !== before, MINUTES);
      await settled(page);
      expect(await page.getByRole('main').innerText()).not.toMatch(/HN0219/);
      expect(errors).toEqual([]);
      await close();
    },
    3 * MINUTES,
  );

  it(
    'goes on after a double click on Diagnose',
    async () => {
      await desk.scenario('no-udp');
      const { page, close } = await desk.open();
      await page.getByRole('button', { name: 'Diagnose', exact: true }).dblclick();
      await page.getByRole('region', { name: 'Verdict' }).waitFor({ timeout: MINUTES });
      await settled(page);
      expect(await page.getByText(/The run was cancelled/).count()).toBe(0);
      await close();
    },
    2 * MINUTES,
  );

  it(
    'shows the focus of every control with a ring of 2 px, and Space opens a tab',
    async () => {
      const { page, close } = await desk.open();
      await diagnose(page);
      const seen = await ringsOf(page, 12);
      expect(seen.filter(({ ring }) => ring !== '2px solid')).toEqual([]);
      expect(new Set(seen.map(({ name }) => name)).size).toBeGreaterThanOrEqual(8);
      await page.getByRole('tab', { name: 'History' }).focus();
      await page.keyboard.press('Space');
      await page.getByRole('table', { name: 'Past runs' }).waitFor();
      const table = await ringsOf(page, 6);
      expect(table.filter(({ ring }) => ring !== '2px solid')).toEqual([]);
      await close();
    },
    2 * MINUTES,
  );

  it(
    'fits a zoom of 200 %: rows in place of the picture, every tab, targets of 24 px',
    async () => {
      const { page, close } = await desk.open();
      await page.setViewportSize({ width: 512, height: 320 });
      await measure(page, '[aria-label="Connections"] button');
      for (const tab of await page.getByRole('tab').allInnerTexts()) {
        await page.getByRole('tab', { name: tab, exact: true }).click();
        await settled(page);
        expect([tab, await misfits(page)]).toEqual([tab, []]);
        expect([tab, await axeFaults(page)]).toEqual([tab, []]);
        expect([tab, await smallTargets(page)]).toEqual([tab, []]);
      }
      await close();
    },
    2 * MINUTES,
  );

  it(
    'keeps forced colours, in the picture too, and moves nothing where no motion is wanted',
    async () => {
      const { page, close } = await desk.open();
      await measure(page, 'main svg text');
      await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
      const colours = await page.evaluate(() => {
        const of = (selector: string, name: 'fill' | 'stroke' | 'color' | 'borderTopStyle') =>
          [...document.querySelectorAll(selector)].map((one) => getComputedStyle(one)[name]);
        return {
          words: of('main svg text', 'fill'),
          lines: of('main svg line', 'stroke'),
          body: of('body', 'color'),
        };
      });
      expect(new Set([...colours.words, ...colours.lines])).toEqual(new Set(colours.body));
      await page.getByRole('button', { name: 'Diagnose', exact: true }).click();
      await page.getByRole('progressbar').waitFor();
      const endless = await page.evaluate(
        () =>
          document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations === Infinity)
            .length,
      );
      expect(endless).toBe(0);
      await settled(page);
      await close();
    },
    2 * MINUTES,
  );

  it(
    'works where the browser denies to keep anything',
    async () => {
      const { page, errors, revisit, close } = await desk.open();
      await page.addInitScript(() => {
        Object.defineProperty(window, 'localStorage', {
          get: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      });
      await revisit();
      await diagnose(page);
      expect(errors).toEqual([]);
      await close();
    },
    2 * MINUTES,
  );
});

/** So often a run may find nothing to show: on a busy machine a container may not start in time, which the page says. */
const RUNS = 4;

/** Diagnoses until something was measured, seen by what the page shows then. Throws with what it says instead. */
async function measure(page: Page, shows: string): Promise<void> {
  for (let runs = 0; runs < RUNS; runs++) {
    await diagnose(page);
    if ((await page.locator(shows).count()) > 0) return;
  }
  throw new Error(`Nothing was measured: ${await page.getByRole('main').innerText()}`);
}

function kept(page: Page): Promise<string | null> {
  return page.evaluate(() => localStorage.getItem('hostnet.last-report'));
}

/** Presses Tab so often, and tells how the focus is shown each time. */
async function ringsOf(page: Page, presses: number): Promise<{ name: string; ring: string }[]> {
  const seen: { name: string; ring: string }[] = [];
  for (let at = 0; at < presses; at++) {
    await page.keyboard.press('Tab');
    seen.push(
      await page.evaluate(() => {
        const focused = document.activeElement;
        if (!focused || focused === document.body) return { name: 'nothing', ring: '2px solid' };
        // A check box is an element that is not seen; what stands for it has the ring.
        const shown = focused.closest('.Mui-focusVisible') ?? focused;
        const { outlineWidth, outlineStyle } = getComputedStyle(shown);
        const name = focused.getAttribute('aria-label') ?? focused.textContent;
        return { name, ring: `${outlineWidth} ${outlineStyle}` };
      }),
    );
  }
  return seen;
}

/** Controls smaller than 24 px (WCAG 2.2, 2.5.8); of a check box what stands for it counts. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, [role="tab"], input[type="checkbox"]')].flatMap(
      (one) => {
        const { width, height } = (one.closest('.MuiCheckbox-root') ?? one).getBoundingClientRect();
        if (width === 0 || (width >= 23.9 && height >= 23.9)) return [];
        return [`${one.getAttribute('aria-label') ?? one.innerText}: ${width} × ${height}`];
      },
    ),
  );
}
