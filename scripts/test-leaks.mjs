import { parseNumbers } from './lib/args.mjs';
import { Plain, runMain } from './lib/say.mjs';
import { aptInstall, mayInstall, readSystem } from './lib/system.mjs';

/** What the runs need on Debian or Ubuntu beside what npm start installs. */
const PACKAGES = ['docker.io', 'iptables', 'iproute2', 'golang-go'];

/**
 * `npm run test:leaks [-- --count N --seed N]`: N runs of hostnet in a row on an engine of their own, a quarter killed, a quarter
 * cancelled. Ends with `N runs, 0 left behind`; exit code 1 when something was left, or a run blamed what another left.
 */
await runMain(async () => {
  const { seed, count } = parseNumbers({ seed: Date.now() % 1_000_000, count: 1000 });
  if (count < 1) throw new Plain('--count must be at least 1.', 2);
  if (mayInstall(readSystem())) await aptInstall(PACKAGES);
  await (await import('./lib/install.mjs')).installDependencies();
  const { runForReal } = await import('./lib/real-runs.mjs');
  const ran = await runForReal('leaks', 'Runs', { seed, count });
  const found = /** @type {{ runs: number, left: number, wrong: number }} */ (ran.found);
  const wrong = found.wrong === 0 ? '' : `, ${found.wrong} wrong answers`;
  process.stdout.write(`\n${found.runs} runs, ${found.left} left behind${wrong}\n`);
  return ran.code === 0 ? 0 : 1;
});
