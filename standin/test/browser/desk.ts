import { readdirSync, readFileSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startFixture, type BedFixture } from '../../bed/testing/fixture.ts';
import { startStandin, type Standin } from '../../src/index.ts';
import { CHROMIUM, FLAGS, IMAGE } from './desktop.ts';
import { errorsOf } from './errors.ts';
import { steady } from './steady.ts';

export const MINUTES = 60_000;

/** The sizes every page must fit: Desktop's smallest window, and a large one. */
export const SIZES = [
  { width: 1024, height: 640 },
  { width: 1600, height: 1000 },
] as const;
export const SCHEMES = ['light', 'dark'] as const;

/** How a page is opened. */
export interface View {
  readonly scheme?: (typeof SCHEMES)[number];
  readonly size?: (typeof SIZES)[number];
  /** Hash of the address; without one the page starts as Desktop starts it. */
  readonly hash?: string;
}

/** One opened page. */
export interface OpenPage {
  readonly page: Page;
  /** What the page printed as errors, and exceptions nobody caught. */
  readonly errors: string[];
  /** Opens it anew in the same browser profile, as Desktop does on each visit: without its hash. */
  revisit(): Promise<void>;
  close(): Promise<void>;
}

/** The test bed as Docker Desktop, the stand-in around it, and a real browser. */
export interface Desk {
  readonly bed: BedFixture;
  readonly standin: Standin;
  /** Puts the bed into a named state. */
  scenario(name: string): Promise<void>;
  /** Turns knobs of the bed as it is. */
  turn(...assignments: string[]): Promise<void>;
  open(view?: View): Promise<OpenPage>;
  /** Everything a run started that is still there: containers and host processes. */
  leftovers(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Brings all of it up; takes some seconds. */
export async function startDesk(label: string): Promise<Desk> {
  const bed = await startFixture(label);
  const { dockerHost, home, hostAddress } = bed.status;
  const hostEnv = { HOSTNET_HELPER_HOME: home, HOSTNET_LAN_ADDRESS: hostAddress };
  const standin = await startStandin({ image: IMAGE, dockerHost, hostEnv, resolvesHost: true });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const named = ['--name', bed.name];
  return {
    bed,
    standin,
    scenario: async (name) => {
      await bed.bed.status('scenario', name, ...named);
    },
    turn: async (...assignments) => {
      await bed.bed.status('set', ...assignments, ...named);
    },
    open: (view) => openPage(browser, standin.url, view),
    leftovers: async () => [...(await containers(bed)), ...helpers(standin)],
    async stop() {
      await browser.close();
      await standin.stop();
      await bed.down();
    },
  };
}

async function openPage(browser: Browser, url: string, view: View = {}): Promise<OpenPage> {
  const { scheme = 'light', size = SIZES[0], hash = '' } = view;
  const context = await browser.newContext({ colorScheme: scheme, viewport: size });
  await steady(context);
  const page = await context.newPage();
  const errors = errorsOf(page);
  const visit = async (address: string): Promise<void> => {
    await page.goto('about:blank');
    await page.goto(address);
    await page.getByRole('heading', { name: 'Host Networking', exact: true }).waitFor();
  };
  await visit(`${url}${hash}`);
  return { page, errors, revisit: () => visit(url), close: () => context.close() };
}

async function containers(bed: BedFixture): Promise<string[]> {
  const { stdout } = await bed.docker(
    'ps',
    '--all',
    '--filter',
    'label=hostnet',
    '--format',
    '{{.Names}} ({{.Status}})',
  );
  return stdout.split('\n').filter((name) => name !== '');
}

/** Command lines of this stand-in's host helpers that run. */
function helpers(standin: Standin): string[] {
  const folder = standin.installed.host?.folder;
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return folder !== undefined && words.includes(folder) ? [words.slice(0, 200)] : [];
    } catch {
      return [];
    }
  });
}

/** Resolves when no run is under way. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Diagnose', exact: true }).waitFor({ timeout: MINUTES });
}

/** Clicks Diagnose and waits for the verdict and for the end of the run. */
export async function diagnose(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Diagnose', exact: true }).click();
  await page.getByRole('region', { name: 'Verdict' }).waitFor({ timeout: MINUTES });
  await settled(page);
}

/** Resolves once `test` holds. Throws after `timeoutMs`. */
export async function eventually(
  what: string,
  test: () => Promise<boolean>,
  timeoutMs = 15_000,
): Promise<void> {
  const until = Date.now() + timeoutMs;
  while (!(await test())) {
    if (Date.now() > until) throw new Error(`within ${timeoutMs / 1000} s it did not become so: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Resolves when nothing of a run is left, or nothing that runs. Throws with what is, after 20 s. */
export async function nothingLeft(desk: Desk, what: 'at all' | 'running' = 'at all'): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;) {
    const all = await desk.leftovers();
    // A docker client that is ended before its container starts leaves it created: the next visit removes it.
    const left = what === 'at all' ? all : all.filter((one) => !one.endsWith('(Created)'));
    if (left.length === 0) return;
    if (Date.now() > until) throw new Error(`This is left of the run: ${left.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What does not fit: a page wider than its window, and texts that are cut off. Empty when all fits. */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth - clientWidth} px too wide`);
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const style = getComputedStyle(element);
      // What is there for screen readers alone is cut to one pixel on purpose.
      if (element.clientWidth <= 1 || style.clipPath !== 'none') continue;
      if (!/hidden|clip/.test(style.overflowX) || element.scrollWidth <= element.clientWidth + 1) continue;
      if (element.innerText.trim() !== '') found.push(`cut off: ${element.outerHTML.slice(0, 160)}`);
    }
    return found;
  });
}
