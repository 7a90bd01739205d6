import { fileURLToPath } from 'node:url';
import { startScenario } from '../../src/scenario.ts';
import { IMAGE, startBench } from './desktop.ts';
import { execs, look, MINUTES, openPorts } from './ports-page.ts';

/** Built by `npm run build`. */
const BED = fileURLToPath(new URL('../../dist/bed.mjs', import.meta.url));

describe('a container that the forwarder has forgotten', () => {
  it(
    'is restarted after a question, measured again, and gone from the guard only then',
    async () => {
      const scenario = await startScenario('forgotten', IMAGE, BED);
      const bench = await startBench();
      try {
        const tab = await openPorts(bench, { dockerHost: scenario.dockerHost, hostEnv: scenario.hostEnv });
        const { page } = tab;
        await look(page);
        const guard = page.getByRole('region', { name: 'Restart guard' });
        const restart = guard.getByRole('button', { name: /^Restart / });
        await restart.click();
        const dialog = page.getByRole('dialog');
        expect(await dialog.innerText()).toMatch(/Every connection to it breaks/);
        await dialog.getByRole('button', { name: 'Leave it' }).click();
        await dialog.waitFor({ state: 'hidden' });
        expect(execs(tab).filter((words) => words.startsWith('restart'))).toEqual([]);
        await restart.click();
        await dialog.getByRole('button', { name: 'Restart', exact: true }).click();
        await guard.getByText(/was restarted and answers again on port \d+\.$/).waitFor({ timeout: MINUTES });
        expect(await restart.count()).toBe(0);
        expect(execs(tab).filter((words) => words.startsWith('restart'))).toHaveLength(1);
        // A look of its own agrees.
        await page.getByRole('button', { name: 'Refresh' }).click();
        await page.getByRole('progressbar').waitFor({ state: 'hidden', timeout: MINUTES });
        expect(await restart.count()).toBe(0);
        await tab.close();
      } finally {
        await bench.stop();
        await scenario.stop();
      }
    },
    5 * MINUTES,
  );
});
