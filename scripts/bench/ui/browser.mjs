import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { servePage } from './serve.mjs';

/** Debian's; Desktop's own is an Electron of about the same age. */
const CHROMIUM = '/usr/bin/chromium';
/** A browser that asks nobody for anything. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
];

/**
 * Gives `work` the built page's address and a context of a real browser, and takes both away again.
 * @template T
 * @param {(url: string, context: import('playwright-core').BrowserContext, browser: import('playwright-core').Browser) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPage(work) {
  if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is not installed`);
  const server = await servePage();
  try {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    try {
      return await work(
        server.url,
        await browser.newContext({ viewport: { width: 1280, height: 900 } }),
        browser,
      );
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}
