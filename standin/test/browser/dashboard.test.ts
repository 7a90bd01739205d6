import type { Page } from 'playwright-core';
import {
  diagnose,
  probeContainers,
  startBench,
  storedReport,
  terminalReport,
  type Bench,
  type Tab,
} from './desktop.ts';

const MINUTES = 60_000;
const WORKS = /Host networking works here/;

describe('the dashboard in a real browser, on a real engine', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await startBench();
  }, 3 * MINUTES);
  afterAll(async () => bench.stop(), MINUTES);

  it(
    'says working, opens the evidence of every arrow, and keeps the report a terminal would make',
    async () => {
      const tab = await bench.open();
      try {
        expect(await tab.page.getByText('Not measured').first().isVisible()).toBe(true);
        await diagnose(tab.page, WORKS);
        const arrows = tab.page.getByRole('button', { name: / to .*, (TCP|UDP): / });
        const count = await arrows.count();
        expect(count).toBeGreaterThanOrEqual(4);
        for (let i = 0; i < count; i++) {
          await arrows.nth(i).click();
          const dialog = tab.page.getByRole('dialog');
          await dialog.waitFor();
          expect(await dialog.innerText()).toMatch(/sent|listener|dial/i);
          await tab.page.keyboard.press('Escape');
          await dialog.waitFor({ state: 'hidden' });
        }
        const kept = await storedReport(tab.page);
        const terminal = terminalReport(bench.engine);
        expect(kept.verdict).toBe(terminal.verdict);
        expect(kept.lanes.map((lane) => lane.id)).toEqual(terminal.lanes.map((lane) => lane.id));
        const decisive = (report: typeof kept) =>
          report.lanes.filter((lane) => lane.role === 'verdict').map((lane) => [lane.id, lane.outcome]);
        expect(decisive(kept)).toEqual(decisive(terminal));
        expect(tab.errors).toEqual([]);
        expect(await probeContainers(bench.engine)).toBe('');
      } finally {
        await tab.close();
      }
    },
    3 * MINUTES,
  );

  it(
    'cancels in the middle by Escape and leaves nothing',
    async () => {
      const tab = await bench.open();
      try {
        await startRun(tab.page);
        await tab.page.keyboard.press('Escape');
        await tab.page.getByRole('button', { name: 'Diagnose', exact: true }).waitFor();
        await expectEventually(async () => (await probeContainers(bench.engine)) === '');
        await diagnose(tab.page, WORKS);
      } finally {
        await tab.close();
      }
    },
    3 * MINUTES,
  );

  it(
    'works with quote-stripping and no shell, as in Rancher Desktop, and under a deep path',
    async () => {
      const tab = await bench.open({ profile: 'rancher', prefix: '/some/deep/path' });
      try {
        expect(new URL(tab.page.url()).pathname).toMatch(/^\/some\/deep\/path\//);
        await diagnose(tab.page, WORKS);
        expect(tab.errors).toEqual([]);
      } finally {
        await tab.close();
      }
    },
    3 * MINUTES,
  );

  it(
    'still measures when its service was killed in the middle, and says what is missing',
    async () => {
      const tab = await bench.open();
      try {
        await bench.engine.docker(['rm', '--force', tab.standin.vm?.firstContainer ?? '']);
        await diagnose(tab.page, WORKS);
        const alert = tab.page.getByRole('alert').first();
        await alert.waitFor();
        expect(await alert.innerText()).toMatch(/service is lost/);
        expect(await alert.getByRole('button', { name: /again|retry/i }).count()).toBeGreaterThan(0);
      } finally {
        await tab.close();
      }
    },
    3 * MINUTES,
  );
});

describe('an engine that stops in the middle', () => {
  it(
    'is told with a retry, and no verdict about the network is claimed',
    async () => {
      const bench = await startBench();
      let tab: Tab | undefined;
      try {
        tab = await bench.open();
        // Held first, so that it stops in the middle however fast a run is here.
        process.kill(bench.engine.pid, 'SIGSTOP');
        await startRun(tab.page);
        process.kill(bench.engine.pid, 'SIGKILL');
        const alert = tab.page.getByRole('alert').first();
        await alert.waitFor({ timeout: MINUTES });
        expect(await tab.page.getByText('Working', { exact: true }).count()).toBe(0);
        expect(await tab.page.getByText('Not working', { exact: true }).count()).toBe(0);
      } finally {
        await tab?.close();
        await bench.stop();
      }
    },
    3 * MINUTES,
  );
});

/** Clicks Diagnose and resolves once the run can be cancelled. Waits from before the click: a run may be over in a second. */
async function startRun(page: Page): Promise<void> {
  const cancel = page.getByRole('button', { name: /Cancel/ }).waitFor();
  await Promise.all([cancel, page.getByRole('button', { name: 'Diagnose', exact: true }).click()]);
}

async function expectEventually(test: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 15_000;
  while (!(await test())) {
    if (Date.now() > until) throw new Error('it did not become so within 15 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
