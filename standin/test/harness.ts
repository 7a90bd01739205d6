import type { Browser, Page } from 'playwright-core';
import { startStandin, type Standin, type StandinOptions } from '../src/index.ts';
import { launchBrowser, makeImage, openTab, removeImage, traces } from './support.ts';

/** What a test file works with; filled when its first test runs. */
export interface Harness {
  browser: Browser;
  image: string;
  standin: Standin;
  /** A page of the tab: one for the whole file, or a fresh one for each test. */
  page: Page;
}

/**
 * Gives a test file a small image, a stand-in that runs it and a page that shows it, and takes all of them away again,
 * with the proof that nothing is left on the engine.
 */
export function useStandin(
  pages: 'one page' | 'a page each',
  options: Omit<StandinOptions, 'image'> = {},
): Harness {
  const harness = {} as Harness;
  beforeAll(async () => {
    harness.image = await makeImage();
    const starting = startStandin({ image: harness.image, ...options });
    [harness.browser, harness.standin] = await Promise.all([launchBrowser(), starting]);
    if (pages === 'one page') harness.page = await openTab(harness.browser, harness.standin.url);
  });
  afterAll(async () => {
    await harness.browser.close();
    expect(await harness.standin.stop()).toEqual([]);
    expect(await traces(harness.image)).toEqual([]);
    await removeImage(harness.image);
  });
  if (pages === 'a page each') {
    beforeEach(async () => {
      harness.page = await openTab(harness.browser, harness.standin.url);
    });
    afterEach(() => harness.page.context().close());
  }
  return harness;
}
