import type { Page } from 'playwright-core';
import { axeFaults } from './desktop.ts';
import { eventually, MINUTES, nothingLeft, settled, startDesk, type Desk } from './desk.ts';

const PROVEN = 'Proven, both ways';

describe('Setup, on the test bed', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk('setup');
  }, 3 * MINUTES);
  afterAll(async () => desk.stop(), MINUTES);

  it(
    'goes from off to on to proven without a click',
    async () => {
      await desk.scenario('off');
      const { page, errors, close } = await desk.open({ hash: '#/setup' });
      const step = page.getByRole('region', { name: 'Turn on host networking: 1 step left' });
      await step.waitFor({ timeout: MINUTES });
      await settled(page);
      const drawn = step.getByRole('img', {
        name: /Settings › Resources › Network › Enable host networking › Apply$/,
      });
      expect(await drawn.isVisible()).toBe(true);
      expect(await step.getByText('waiting for it').isVisible()).toBe(true);
      expect(await axeFaults(page)).toEqual([]);
      expect(await page.getByText(PROVEN).count()).toBe(0);

      await desk.turn('host-networking=on');
      await page.getByText('Host networking was turned on.').waitFor({ timeout: MINUTES });
      await page.getByText(PROVEN).waitFor({ timeout: MINUTES });
      await settled(page);
      expect(await ways(page)).toEqual([
        'Computer → container, TCP ✓ reachable',
        'Computer → container, UDP ✓ reachable',
        'Container → computer, TCP ✓ reachable',
        'Container → computer, UDP ✓ reachable',
      ]);
      expect(await axeFaults(page)).toEqual([]);
      expect(errors).toEqual([]);
      await nothingLeft(desk);
      await close();
    },
    3 * MINUTES,
  );

  it(
    'measures when the page is made anew where no setting can be read: the person was in the settings',
    async () => {
      await desk.scenario('off-no-hints');
      const { page, revisit, close } = await desk.open({ hash: '#/setup' });
      await page.getByText('Enable it in Docker Desktop’s settings').waitFor({ timeout: MINUTES });
      await settled(page);
      await desk.turn('host-networking=on');
      await revisit();
      expect(await page.getByRole('tab', { name: 'Setup' }).getAttribute('aria-selected')).toBe('true');
      await page.getByText(PROVEN).waitFor({ timeout: MINUTES });

      await revisit();
      await page.getByText(PROVEN).waitFor();
      expect(await page.getByText(/result of an earlier run/).isVisible()).toBe(true);
      expect(await page.getByRole('button', { name: /Cancel/ }).count()).toBe(0);
      await close();
    },
    3 * MINUTES,
  );

  it(
    'waits while Docker Desktop restarts, and measures by itself when the engine is back',
    async () => {
      await desk.scenario('off');
      const { page, close } = await desk.open({ hash: '#/setup' });
      const step = page.getByRole('region', { name: 'Turn on host networking: 1 step left' });
      await step.waitFor({ timeout: MINUTES });
      await settled(page);

      await desk.turn('engine=stopped');
      await page.getByText('The engine went away.').waitFor({ timeout: MINUTES });
      expect(await page.getByText(PROVEN).count()).toBe(0);
      expect(await axeFaults(page)).toEqual([]);
      await desk.turn('host-networking=on', 'engine=stopped');
      await desk.turn('host-networking=on', 'engine=up');
      await page.getByText('The engine is back.').waitFor({ timeout: MINUTES });
      await page.getByText(PROVEN).waitFor({ timeout: MINUTES });
      await settled(page);
      await nothingLeft(desk);
      await close();
    },
    3 * MINUTES,
  );

  it(
    'names the way of an old version, sign-in first',
    async () => {
      await desk.scenario('off-4.34');
      const { page, close } = await desk.open({ hash: '#/setup' });
      await page
        .getByRole('region', { name: 'Turn on host networking: 2 steps left' })
        .waitFor({ timeout: MINUTES });
      await settled(page);
      const headings = page.getByRole('heading', { level: 3 });
      expect(await headings.allInnerTexts()).toEqual([
        'Sign in to Docker Desktop',
        'Enable it in Docker Desktop’s settings',
        'Proof, both ways',
      ]);
      await close();
    },
    3 * MINUTES,
  );

  it(
    'stops at what only an administrator can do',
    async () => {
      await desk.scenario('eci-locked');
      const { page, close } = await desk.open({ hash: '#/setup' });
      await page
        .getByText('Enhanced Container Isolation is locked on by your administrator')
        .waitFor({ timeout: MINUTES });
      await settled(page);
      expect(await page.getByText('–only your administrator can').isVisible()).toBe(true);
      expect(await page.getByText(PROVEN).count()).toBe(0);
      await close();
    },
    3 * MINUTES,
  );

  it(
    'leads to the finding where all is on and it does not work, and says of another product what applies',
    async () => {
      await desk.scenario('off-setting-on');
      const { page, close } = await desk.open({ hash: '#/setup' });
      await page.getByText('Not proven').waitFor({ timeout: MINUTES });
      await settled(page);
      await page.getByRole('button', { name: 'How to fix it' }).click();
      const finding = page.getByRole('article', { name: /^HN0112/ });
      await eventually('the finding is focused', () =>
        finding.evaluate((element) => element === document.activeElement),
      );

      await desk.scenario('other-product');
      await page.getByRole('tab', { name: 'Setup' }).click();
      await page.getByRole('button', { name: 'Measure again' }).click();
      await page.getByText('Rancher Desktop has no host networking setting').waitFor({ timeout: MINUTES });
      await settled(page);
      expect(await page.getByText(/Enable host networking/).count()).toBe(0);
      await close();
    },
    3 * MINUTES,
  );
});

/** The lines of the proof: way, mark and word. */
async function ways(page: Page): Promise<string[]> {
  const items = page.getByRole('list', { name: 'What was measured' }).getByRole('listitem');
  const texts = await items.evaluateAll((all) =>
    all.map((item) =>
      [...item.children].slice(0, 2).map((part) => (part as HTMLElement).innerText.replaceAll('\n', ' ')),
    ),
  );
  return texts.map((parts) => parts.join(' '));
}
