import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { FRAGILE, startHere, startInContainer, Table, type Running } from '../../bed/testing/fragile.ts';
import { diagnose, startBench, type Bench } from './desktop.ts';
import { look, MINUTES, openPorts } from './ports-page.ts';

/** Below the ports that the system gives to clients (kernel docs, ip-sysctl, ip_local_port_range). */
const FIRST = 18_300;
const PROXIED = FIRST + 90;

/** What people click, and the most connections that it may make to one server. */
const CLICKS: readonly {
  name: string;
  most: number;
  click(page: Page, running: readonly Running[]): Promise<void>;
}[] = [
  { name: 'Diagnose', most: 0, click: diagnoseThere },
  { name: 'Check the ports', most: 0, click: look },
  { name: 'Explain', most: 1, click: explainEach },
];

const [naive] = FRAGILE;
const table = new Table(CLICKS.map(({ name }) => name));

describe('what the tab does to fragile servers', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  }, 3 * MINUTES);
  afterAll(async () => {
    process.stdout.write(table.text());
    await bench.stop();
  }, MINUTES);

  it.each(CLICKS)(
    '$name costs none of them an error, its life, or a client',
    async ({ name, most, click }) => {
      const running: Running[] = [];
      const tab = await openPorts(bench);
      try {
        for (const [at, server] of FRAGILE.entries())
          running.push(await startHere(server, FIRST + at, bench.engine, most === 0));
        const proxied = { ...naive, name: 'behind docker-proxy' };
        const publish = ['--publish', `${PROXIED}:80`];
        running.push(await startInContainer(proxied, PROXIED, bench.engine.docker, 'fragile', publish));
        await click(tab.page, running);
        for (const { server, suffered } of running) {
          const seen = await suffered();
          const served = server.oneShot === true && seen.clients > 0;
          table.note(server.name, name, seen, served);
          const { clients, ...harm } = seen;
          expect({ name: server.name, ...harm }).toEqual({
            name: server.name,
            errors: [],
            earlierEnded: false,
            // A one-shot server has served its one client; whoever asks for that one port is that client.
            alive: !served,
          });
          // A UDP server is asked at both loopback addresses and the one of the LAN.
          expect(clients).toBeLessThanOrEqual(server.transport === 'udp' ? most * 3 : most);
        }
      } finally {
        await tab.close();
        for (const one of running) await one.end();
      }
    },
    10 * MINUTES,
  );

  it('is as docs/ports.md says', () => {
    expect(readFileSync(new URL('../../../docs/ports.md', import.meta.url), 'utf8')).toContain(
      table.markdown(),
    );
  });
});

/** The verdict stands on the first page. */
async function diagnoseThere(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Overview' }).click();
  await diagnose(page, /Host networking works/);
}

/** Asks why each port cannot be reached, one after the other. */
async function explainEach(page: Page, running: readonly Running[]): Promise<void> {
  const transports = page.getByRole('group', { name: 'Transport', exact: true });
  const field = page.getByRole('textbox', { name: 'Port', exact: true });
  for (const { server, port } of running) {
    const transport = server.transport === 'udp' ? 'UDP' : 'TCP';
    await transports.getByText(transport, { exact: true }).click();
    await field.fill(String(port));
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: `Port ${port}, ${transport}` }).waitFor({ timeout: MINUTES });
  }
}
