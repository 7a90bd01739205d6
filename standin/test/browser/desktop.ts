import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { Report } from '@hostnet/core';
import { startPrivateEngine, type PrivateEngine } from '../../bed/engine.ts';
import { startStandin, type Standin, type StandinOptions } from '../../src/index.ts';
import { errorsOf } from './errors.ts';
import { steady } from './steady.ts';

export const IMAGE = 'hostnet/host-networking:latest';

export const CHROMIUM = '/usr/bin/chromium';
/** A browser that asks nobody for anything: the machine's network is closed. */
export const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-quic'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** A real engine on the machine's own network, so that host mode is whole, and a real browser. */
export interface Bench {
  readonly engine: PrivateEngine;
  readonly browser: Browser;
  /** Installs the image and opens its tab. */
  open(options?: Partial<StandinOptions> & { readonly scheme?: 'light' | 'dark' }): Promise<Tab>;
  stop(): Promise<void>;
}

/** One opened tab of one stand-in. */
export interface Tab {
  readonly page: Page;
  readonly standin: Standin;
  /** What the page printed as errors, and exceptions nobody caught. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Starts engine and browser. */
export async function startBench(): Promise<Bench> {
  const engine = await startPrivateEngine({ namespace: null });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  return {
    engine,
    browser,
    open: (options = {}) => openTab(engine, browser, options),
    async stop() {
      await browser.close();
      await engine.stop();
    },
  };
}

async function openTab(
  engine: PrivateEngine,
  browser: Browser,
  { scheme = 'light', ...options }: Partial<StandinOptions> & { readonly scheme?: 'light' | 'dark' },
): Promise<Tab> {
  const standin = await startStandin({ image: IMAGE, dockerHost: engine.dockerHost, ...options });
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1280, height: 900 } });
  await steady(context);
  const page = await context.newPage();
  const errors = errorsOf(page);
  await page.goto(standin.url);
  await page.getByRole('button', { name: 'Diagnose', exact: true }).waitFor();
  return {
    page,
    standin,
    errors,
    async close() {
      await context.close();
      await standin.stop();
    },
  };
}

/** Clicks Diagnose and waits until the verdict is there, in these words. */
export async function diagnose(page: Page, verdict: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Diagnose', exact: true }).click();
  const region = page.getByRole('region', { name: 'Verdict' });
  await region.getByText(verdict).first().waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Diagnose', exact: true }).waitFor({ timeout: 60_000 });
}

/** Serious and critical findings of axe on the page as it is. */
export async function axeFaults(page: Page): Promise<string[]> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  await atRest(page);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(): Promise<{ violations: { id: string; impact: string | null; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run();
    return violations
      .filter((v) => v.impact === 'serious' || v.impact === 'critical')
      .map(
        (v) =>
          `${v.id}: ${v.nodes
            .map((node) => node.html)
            .join(' ')
            .slice(0, 300)}`,
      );
  });
}

/** Longest a page's transitions are waited for, in ms: MUI's take 300; one that stands still would be waited for in vain. */
const REST_MS = 2000;

/** Resolves when no colour is on its way to another one: half-way through a transition a contrast is nobody's. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async (atMostMs) => {
    const until = performance.now() + atMostMs;
    const moving = (): boolean =>
      document
        .getAnimations()
        .some(
          (one) => one.playState === 'running' && one.effect?.getComputedTiming().iterations !== Infinity,
        );
    for (let quiet = 0; quiet < 3 && performance.now() < until; quiet++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (moving()) quiet = 0;
    }
  }, REST_MS);
}

/** The newest report the extension's service keeps, read through the page as the extension itself would. */
export async function storedReport(page: Page): Promise<Report> {
  const stored = await page.evaluate(async () => {
    const { ddClient } = window as unknown as {
      ddClient: { extension: { vm: { service: { get(path: string): Promise<unknown> } } } };
    };
    const { service } = ddClient.extension.vm;
    const { reports } = (await service.get('/reports')) as { reports: { id: string }[] };
    return service.get(`/reports/${reports[0]?.id ?? ''}`);
  });
  return Report.parse(stored);
}

/** What `hostnet diagnose --json` says on the same engine. */
export function terminalReport(engine: PrivateEngine): Report {
  const hostnet = fileURLToPath(new URL('../../../cli/bin/hostnet.mjs', import.meta.url));
  const ran = spawnSync(process.execPath, [hostnet, 'diagnose', '--json', '--full'], {
    env: { ...process.env, DOCKER_HOST: engine.dockerHost, HOSTNET_HISTORY: 'off' },
    encoding: 'utf8',
  });
  return Report.parse(JSON.parse(ran.stdout));
}

/** Names of our probe containers that are there now. */
export async function probeContainers(engine: PrivateEngine): Promise<string> {
  return (await engine.docker(['ps', '--all', '--filter', 'label=hostnet', '--format', '{{.Names}}'])).stdout;
}
