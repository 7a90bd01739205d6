import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { useStandin } from './harness.ts';
import './page-types.ts';

jest.setTimeout(120_000);

const tab = useStandin('a page each');

/** Whether the page can act: it lists images through the desktop. */
const acts = () => tab.page.evaluate(async () => Array.isArray(await window.ddClient.docker.listImages()));

describe('the token in a browser', () => {
  it('reaches no other server of 127.0.0.1: not by a cookie, a Referer or an address', async () => {
    const seen: IncomingMessage[] = [];
    const other = createServer((request, response) => {
      seen.push(request);
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<title>other</title>');
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    try {
      const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
      expect(await acts()).toBe(true);
      // A picture, a request and a link of the tab's page itself, then an address somebody types.
      await tab.page.evaluate(async (there) => {
        await fetch(`${there}/fetched`, { mode: 'no-cors', credentials: 'include' }).catch(() => undefined);
        const link = Object.assign(document.createElement('a'), { href: `${there}/linked` });
        document.body.append(link);
        link.click();
      }, address);
      await tab.page.waitForURL(`${address}/linked`);
      await tab.page.goto(`${address}/typed`);
      expect(seen.map((request) => request.url)).toEqual(expect.arrayContaining(['/linked', '/typed']));
      for (const { url, headers } of seen) {
        expect([url, headers.cookie, headers.authorization]).toEqual([url, undefined, undefined]);
        expect(headers.referer ?? address).not.toContain(new URL(tab.standin.url).origin);
        expect(JSON.stringify([url, headers])).not.toContain(tab.standin.token);
      }
      expect(await tab.page.context().cookies()).toEqual([]);
    } finally {
      other.close();
      other.closeAllConnections();
    }
  });

  it('is gone from the address before the page runs, and a reload still has it', async () => {
    expect(tab.page.url()).not.toContain(tab.standin.token);
    await tab.page.reload();
    expect(await acts()).toBe(true);
    expect(tab.page.url()).not.toContain(tab.standin.token);
  });

  it('leaves the rest of the fragment to the extension', async () => {
    await tab.page.goto(`${tab.standin.url}#/ports?port=80`);
    expect(new URL(tab.page.url()).hash).toBe('#/ports?port=80');
    expect(await acts()).toBe(true);
  });

  it.each([
    ['none', ''],
    ['a wrong one', '#token=of-another'],
  ])('is asked for, in words, of a page that has %s', async (_, fragment) => {
    const page = await tab.page.context().newPage();
    await page.goto(tab.page.url() + fragment);
    await page.getByText('open the address that "standin serve" printed').waitFor();
    await page.close();
  });
});
