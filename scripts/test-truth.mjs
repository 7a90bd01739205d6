import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseNumbers } from './lib/args.mjs';
import { runJest } from './lib/jest.mjs';
import { BUILD } from './lib/paths.mjs';
import { Plain, runMain, say } from './lib/say.mjs';
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
  const { content } = await (await import('./lib/build.mjs')).build();
  const { ensureImageTar } = await import('./lib/image-tar.mjs');
  const outcome = join(BUILD, `truth-${process.pid}.json`);
  mkdirSync(BUILD, { recursive: true });
  rmSync(outcome, { force: true });
  say(`Scenarios of seed ${seed}; the same again: npm run test:truth -- --seed ${seed} --count ${count}`);
  const code = await runJest('truth', [], {
    HOSTNET_IMAGE_TAR: await ensureImageTar(content),
    HOSTNET_TRUTH_SEED: String(seed),
    HOSTNET_TRUTH_COUNT: String(count),
    HOSTNET_TRUTH_OUTCOME: outcome,
  });
  if (!existsSync(outcome)) throw new Plain('The scenarios did not come to an end: see above.');
  const found = /** @type {{ scenarios: number, false: number }} */ (
    JSON.parse(readFileSync(outcome, 'utf8'))
  );
  rmSync(outcome, { force: true });
  process.stdout.write(`\n${found.scenarios} scenarios, ${found.false} false\n`);
  return found.false > 0 || code !== 0 ? 1 : 0;
});
