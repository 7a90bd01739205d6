import { GROUPS, chooseGroups } from './lib/groups.mjs';
import { runMain, say, seconds, Plain } from './lib/say.mjs';
import { aptInstall, mayInstall, readSystem } from './lib/system.mjs';
import { judge, line, mendable, sum } from './lib/tally.mjs';

/** What the tests need on Debian or Ubuntu beside what npm start installs. */
const PACKAGES = [
  'docker.io',
  'iptables',
  'iproute2',
  'iputils-ping',
  'busybox-static',
  'procps',
  'chromium',
  'golang-go',
  'docker-compose',
  'nmap',
  'iperf3',
  'netcat-openbsd',
  'socat',
  ...(process.arch === 'x64' ? ['wine64'] : []),
];

/** Installs, builds and says what could not be had; the groups that need it then say so themselves. */
async function prepare() {
  const system = readSystem();
  if (mayInstall(system)) {
    await aptInstall(PACKAGES);
  } else {
    say('Nothing is installed on this machine: that needs root on Debian or Ubuntu. Tests may be skipped.');
  }
  await (await import('./lib/install.mjs')).installDependencies();
  return (await import('./lib/build.mjs')).build();
}

/** `npm test [-- NAME...]`: sets up, builds, runs the groups of tests and ends with their sum. */
await runMain(async () => {
  const { chosen, unknown } = chooseGroups(process.argv.slice(2));
  if (unknown !== undefined)
    throw new Plain(
      `There is no group "${unknown}": choose from ${GROUPS.map((group) => group.name).join(', ')}.`,
      2,
    );
  /** @type {import('./lib/jest.mjs').Counts[]} */
  const results = [];
  /** @type {string | undefined} */
  let content;
  try {
    ({ content } = await prepare());
  } catch (error) {
    // The groups run all the same: what does not need the part that failed still has something to say.
    say(error instanceof Error ? error.message : String(error));
    results.push({ passed: 0, failed: 1, skipped: 0 });
  }
  const { ensureImageTar } = await import('./lib/image-tar.mjs');
  const strict = process.env['CI'] === 'true' && mayInstall(readSystem());
  for (const group of chosen) {
    say(`\nTests: ${group.title}`);
    const started = performance.now();
    const counts = judge(
      await group.run({ imageTar: () => ensureImageTar(content) }).catch((/** @type {unknown} */ error) => ({
        passed: 0,
        failed: 1,
        skipped: 0,
        reason: error instanceof Error ? error.message : String(error),
      })),
      strict,
    );
    results.push(counts);
    if (counts.reason) say(counts.reason);
    for (const name of strict ? mendable(counts) : []) say(`Skipped, so failed: ${name}`);
    say(`Tests: ${group.title}: ${line(counts)} in ${seconds(performance.now() - started)}`);
  }
  const total = sum(results);
  process.stdout.write(`\n${line(total)}\n`);
  return total.failed > 0 ? 1 : 0;
});
