import { existsSync } from 'node:fs';
import { at } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { Plain, runMain, say } from './lib/say.mjs';
import { aptInstall, mayInstall, readSystem } from './lib/system.mjs';

/** What the bed needs on Debian or Ubuntu beside what npm start installs. */
const PACKAGES = ['docker.io', 'iptables', 'iproute2', 'golang-go'];

const BUNDLE = at('standin/dist/bed.mjs');

/** Sets up what `bed up` needs, as npm start does, and points it at the image of these very sources. */
async function setUp() {
  // In a shell that was given the exports of a bed, the engine named is a bed's own.
  if (process.env['HOSTNET_BED_NAMESPACE']) delete process.env['DOCKER_HOST'];
  if (mayInstall(readSystem())) await aptInstall(PACKAGES);
  await (await import('./lib/install.mjs')).installDependencies();
  const { ensureImageTar } = await import('./lib/image-tar.mjs');
  process.env['HOSTNET_IMAGE_TAR'] = await ensureImageTar();
}

/** `npm run bed -- COMMAND`: a stand-in for Docker Desktop's network; `up` works on a fresh clone. */
await runMain(async () => {
  const args = process.argv.slice(2);
  const given = process.env['HOSTNET_IMAGE_TAR'] ?? '';
  if (args[0] === 'up' && given === '' && !args.some((arg) => arg.startsWith('--image-tar'))) await setUp();
  if (!existsSync(BUNDLE))
    throw new Plain('The bed is not built yet: run "npm run bed -- up" (as root, on Linux).', 2);
  // It is on its own from here: it answers signals itself.
  const { code } = await run(process.execPath, [BUNDLE, ...args], { inherit: true });
  if (code === null) say('The bed’s command was ended by a signal.');
  return code ?? 1;
});
