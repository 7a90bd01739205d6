import { parseNumbers } from './lib/args.mjs';
import { runMain } from './lib/say.mjs';
import { aptInstall, mayInstall, readSystem } from './lib/system.mjs';

/** What the scenarios need on Debian or Ubuntu beside what npm start installs. */
const PACKAGES = ['docker.io', 'iptables', 'iproute2', 'golang-go'];

/**
 * `npm run test:truth [-- --seed N --count N]`: sets up what it needs, makes scenarios for real and compares what hostnet
 * says of each with what was put there. Ends with `N scenarios, 0 false`; exit code 1 when there is a false one.
 */
await runMain(async () => {
  const { seed, count } = parseNumbers({ seed: Date.now() % 1_000_000, count: 200 });
  if (mayInstall(readSystem())) await aptInstall(PACKAGES);
  await (await import('./lib/install.mjs')).installDependencies();
  const { runForReal } = await import('./lib/real-runs.mjs');
  const ran = await runForReal('truth', 'Scenarios', { seed, count });
  const found = /** @type {{ scenarios: number, false: number }} */ (ran.found);
  process.stdout.write(`\n${found.scenarios} scenarios, ${found.false} false\n`);
  return found.false > 0 || ran.code !== 0 ? 1 : 0;
});
