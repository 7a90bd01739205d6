import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseNumbers } from './lib/args.mjs';
import { runJest } from './lib/jest.mjs';
import { BUILD } from './lib/paths.mjs';
import { Plain, runMain, say } from './lib/say.mjs';
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
  const { content } = await (await import('./lib/build.mjs')).build();
  const { ensureImageTar } = await import('./lib/image-tar.mjs');
  const outcome = join(BUILD, `leaks-${process.pid}.json`);
  mkdirSync(BUILD, { recursive: true });
  rmSync(outcome, { force: true });
  say(`Runs of seed ${seed}; the same again: npm run test:leaks -- --seed ${seed} --count ${count}`);
  const code = await runJest('leaks', [], {
    HOSTNET_IMAGE_TAR: await ensureImageTar(content),
    HOSTNET_LEAKS_SEED: String(seed),
    HOSTNET_LEAKS_COUNT: String(count),
    HOSTNET_LEAKS_OUTCOME: outcome,
  });
  if (!existsSync(outcome)) throw new Plain('The runs did not come to an end: see above.');
  const found = /** @type {{ runs: number, left: number, wrong: number }} */ (
    JSON.parse(readFileSync(outcome, 'utf8'))
  );
  rmSync(outcome, { force: true });
  const wrong = found.wrong === 0 ? '' : `, ${found.wrong} wrong answers`;
  process.stdout.write(`\n${found.runs} runs, ${found.left} left behind${wrong}\n`);
  return code === 0 ? 0 : 1;
});
