import type { Page } from 'playwright-core';
import type { Bench, Tab } from './desktop.ts';

export const MINUTES = 60_000;

/** Opens the tab, before anything was looked at. */
export async function openPorts(bench: Bench, options: Parameters<Bench['open']>[0] = {}): Promise<Tab> {
  const tab = await bench.open(options);
  await tab.page.getByRole('tab', { name: 'Ports' }).click();
  await tab.page.getByRole('button', { name: 'Explain' }).waitFor();
  return tab;
}

/** Looks at the ports and waits for the end of it. */
export async function look(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check the ports' }).click();
  await page.getByRole('grid', { name: 'Listeners' }).waitFor({ timeout: MINUTES });
  await page.getByRole('progressbar').waitFor({ state: 'hidden', timeout: MINUTES });
}

/** The texts of every row's cells. */
export function rowsOf(page: Page): Promise<string[][]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[role="row"][data-id]')].map((row) =>
      [...row.querySelectorAll<HTMLElement>('[role="gridcell"]')].map((cell) => cell.innerText),
    ),
  );
}

/** Opens the menu of a port's row and chooses from it. */
export async function menu(
  page: Page,
  grid: ReturnType<Page['getByRole']>,
  port: number,
  item: string,
): Promise<void> {
  const row = grid
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name: `${port}`, exact: true }) });
  await row.getByRole('button', { name: /^Actions for port/ }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** docker and helper commands that the page ran, as words. */
export function execs(tab: Tab): string[] {
  return tab.standin
    .recordings()
    .flatMap((entry) => (entry.kind === 'exec' ? [[entry.cmd, ...entry.args].join(' ')] : []));
}

/** Those that measure something. */
export function probesOf(tab: Tab): string[] {
  return execs(tab).filter((words) => /^run |session/.test(words));
}

/** What the page asked of Docker Desktop. */
export function asked(
  tab: Tab,
  kind: 'navigate' | 'openExternal',
): { url: string; refused: string | null }[] {
  return tab.standin.recordings().flatMap((entry) => {
    if (entry.kind !== kind) return [];
    return [{ url: entry.kind === 'navigate' ? entry.intent : entry.url, refused: entry.refused }];
  });
}

/** Waits until no transition runs. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().length === 0);
}

/** Waits until it is so. Throws after 20 s. */
export async function eventually(test: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 20_000;
  while (!(await test())) {
    if (Date.now() > until) throw new Error('it did not become so within 20 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
