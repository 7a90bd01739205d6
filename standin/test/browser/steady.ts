import type { BrowserContext } from 'playwright-core';

/**
 * Lets the test's own process fetch what the pages of this context ask for, but for the channel, which streams. Chromium breaks
 * off requests that it is connecting when the machine gets or loses a network interface (net::ERR_NETWORK_CHANGED), and the
 * engine of a test makes some on the machine itself: a page then stays blank, or a call is lost, through no fault of its own.
 */
export async function steady(context: BrowserContext): Promise<void> {
  await context.route(
    (url) => !url.pathname.endsWith('/__standin/channel'),
    async (route) => {
      try {
        // A connection that is used again may be the one that the stand-in closes at that moment, after five idle seconds.
        const headers = { ...(await route.request().allHeaders()), connection: 'close' };
        await route.fulfill({ response: await route.fetch({ headers }) });
      } catch {
        // The page was left, or the stand-in has ended: what a browser would see then.
        await route.abort().catch(() => undefined);
      }
    },
  );
}
