import { axeFaults, IMAGE, probeContainers, startBench, type Bench } from './desktop.ts';
import {
  asked,
  eventually,
  look,
  menu,
  MINUTES,
  openPorts,
  probesOf,
  rowsOf,
  settled,
} from './ports-page.ts';

/** Below the ports that the system gives to clients (kernel docs, ip-sysctl, ip_local_port_range). */
const PORT = 18_180;
const NAME = 'hostnet-test-listens';

/** A program that listens on PORT over IPv4, on the next port for this computer alone, and on a UDP port. */
const LISTENS = `
process.on('SIGTERM', () => process.exit(0));
const net = require('node:net');
net.createServer().listen(${PORT}, '0.0.0.0');
net.createServer().listen(${PORT + 1}, '127.0.0.1', () => console.log('listening'));
require('node:dgram').createSocket('udp4').bind(${PORT + 2});
setTimeout(() => process.exit(0), 600000);
`;

describe('the Ports tab on a real engine', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
    // -p is discarded in host mode: that is what the question box has to tell.
    const run = ['run', '--detach', '--rm', '--name', NAME, '--network', 'host', '--publish', '18183:18180'];
    const started = await bench.engine.docker([...run, IMAGE, 'node', '-e', LISTENS]);
    if (started.code !== 0) throw new Error(started.stderr);
    await eventually(async () => (await bench.engine.docker(['logs', NAME])).stdout.includes('listening'));
  }, 3 * MINUTES);
  afterAll(async () => {
    await bench.engine.docker(['rm', '--force', NAME]);
    await bench.stop();
  }, MINUTES);

  it(
    'starts nothing by itself, then shows a container’s listeners with its name and what answers',
    async () => {
      const tab = await openPorts(bench);
      const { page } = tab;
      try {
        expect(await page.getByText('No ports checked yet').isVisible()).toBe(true);
        expect(probesOf(tab)).toEqual([]);
        await look(page);
        const grid = page.getByRole('grid', { name: 'Listeners' });
        await page.getByLabel('Filter').fill(NAME);
        await page.getByText(/^3 of \d+ shown$/).waitFor();
        const cells = await rowsOf(page);
        const own = (port: number) => cells.find((row) => row.includes(`${port}`));
        expect(own(PORT)).toEqual(
          expect.arrayContaining([NAME, 'TCP', '0.0.0.0', 'IPv4', '✓ answers', '– not here']),
        );
        expect(own(PORT + 1)).toEqual(expect.arrayContaining(['127.0.0.1', '✓ answers', '– local only']));
        expect(own(PORT + 2)).toEqual(expect.arrayContaining(['UDP', '? not measured']));
        await menu(page, grid, PORT, `Open http://localhost:${PORT}`);
        await menu(page, grid, PORT, `Show ${NAME} in Docker Desktop`);
        await eventually(() => Promise.resolve(asked(tab, 'navigate').length > 0));
        expect(asked(tab, 'openExternal')).toEqual([{ url: `http://localhost:${PORT}`, refused: null }]);
        expect(asked(tab, 'navigate')).toEqual([{ url: 'viewContainer', refused: null }]);
        // What was seen stays while the page lives; nothing looks again by itself.
        const before = probesOf(tab).length;
        await page.getByRole('tab', { name: 'Overview' }).click();
        await page.getByRole('tab', { name: 'Ports' }).click();
        await grid.waitFor();
        expect(probesOf(tab)).toHaveLength(before);
        expect(tab.errors).toEqual([]);
        expect(await probeContainers(bench.engine)).toBe('');
      } finally {
        await tab.close();
      }
    },
    3 * MINUTES,
  );

  it(
    'explains a discarded port with the keyboard alone, and tells bad input beside the field',
    async () => {
      const tab = await openPorts(bench);
      const { page } = tab;
      try {
        const field = page.getByRole('textbox', { name: 'Port', exact: true });
        await field.focus();
        await page.keyboard.type('70000');
        await page.keyboard.press('Enter');
        await page.getByText('There is no port 70000: ports go from 1 to 65535.').waitFor();
        expect(await field.getAttribute('aria-invalid')).toBe('true');
        expect(probesOf(tab)).toEqual([]);
        await field.fill('18183');
        await page.keyboard.press('Enter');
        const chain = page.getByRole('region', { name: 'Port 18183, TCP' });
        await chain.waitFor({ timeout: MINUTES });
        expect(await chain.innerText()).toMatch(/not reachable/);
        const lit = chain.locator('[aria-current="step"]');
        expect(await lit.count()).toBe(1);
        expect(await lit.innerText()).toMatch(/failed/);
        expect(await chain.innerText()).toMatch(
          new RegExp(`discarded.*${NAME} listens on port.* ${PORT}`, 's'),
        );
        expect(await chain.getByRole('button', { name: /^Copy: / }).count()).toBe(1);
        expect(page.url()).toMatch(/#\/ports\?port=18183$/);
      } finally {
        await tab.close();
      }
    },
    3 * MINUTES,
  );

  it(
    'sweeps a range, names the holders a look has seen, and is cancelled by Escape',
    async () => {
      const tab = await openPorts(bench);
      const { page } = tab;
      try {
        await look(page);
        await page.getByLabel('Range').fill(`${PORT - 5}-${PORT + 5}`);
        await page.getByRole('button', { name: 'Sweep' }).click();
        await page.getByText(/^2 of 11 ports answer at 127\.0\.0\.1 over TCP/).waitFor({ timeout: MINUTES });
        const found = page.getByRole('list', { name: 'Ports that answer' });
        expect(await found.getByRole('listitem').allInnerTexts()).toEqual([
          `${PORT} ${NAME}`,
          `${PORT + 1} ${NAME}`,
        ]);
        await page.getByRole('group', { name: 'Transport of the sweep' }).getByText('UDP').click();
        await page.getByLabel('Range').fill('1-65535');
        await page.getByRole('button', { name: 'Sweep' }).click();
        await page.getByRole('progressbar', { name: 'Trying ports' }).waitFor();
        await page.keyboard.press('Escape');
        await page.getByRole('progressbar').waitFor({ state: 'hidden' });
      } finally {
        await tab.close();
      }
    },
    3 * MINUTES,
  );

  it.each(['light', 'dark'] as const)(
    'has no serious accessibility fault in the %s theme at both sizes, and fits them',
    async (scheme) => {
      const tab = await openPorts(bench, { scheme });
      const { page } = tab;
      try {
        expect(await axeFaults(page)).toEqual([]);
        await look(page);
        await page.getByRole('textbox', { name: 'Port', exact: true }).fill('18183');
        await page.keyboard.press('Enter');
        await page.getByRole('region', { name: 'Port 18183, TCP' }).waitFor({ timeout: MINUTES });
        for (const size of [
          { width: 1024, height: 640 },
          { width: 1600, height: 1000 },
        ]) {
          await page.setViewportSize(size);
          await settled(page);
          expect(await axeFaults(page)).toEqual([]);
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
          ).toBeLessThanOrEqual(0);
        }
      } finally {
        await tab.close();
      }
    },
    3 * MINUTES,
  );
});
