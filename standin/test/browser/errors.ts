import type { Page } from 'playwright-core';

/**
 * What Chromium says of a request it broke off because the machine got or lost a network interface. The engine of a test
 * makes and removes some on the machine itself, and no page is to blame; what it then lacks, a test of it misses.
 */
const NOT_THE_PAGE = 'net::ERR_NETWORK_CHANGED';

/** Returns a list that fills with what the page prints as errors, each with its place, and exceptions nobody caught. */
export function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() !== 'error' || message.text().includes(NOT_THE_PAGE)) return;
    errors.push(`${message.text()} (${message.location().url})`);
  });
  return errors;
}
