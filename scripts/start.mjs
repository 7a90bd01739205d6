import { START_USAGE, parseStart } from './lib/args.mjs';
import { build } from './lib/build.mjs';
import { serveDashboard } from './lib/dashboard.mjs';
import { ensureEngine } from './lib/engine.mjs';
import { buildImage } from './lib/image.mjs';
import { installDependencies } from './lib/install.mjs';
import { at } from './lib/paths.mjs';
import { run, wasInterrupted, which } from './lib/run.mjs';
import { runMain, say } from './lib/say.mjs';
import { aptInstall, mayInstall, readSystem } from './lib/system.mjs';

/** The host helper is written in Go: it is the probe of every container and the extension's program on the host. */
async function ensureGo() {
  if (which('go')) return;
  if (mayInstall(readSystem())) return aptInstall(['golang-go']);
  say(
    'There is no Go compiler, so the host helper is not built: the probe runs in Node, and the dashboard is not shown.',
  );
}

/** `npm start`: everything from a fresh clone to the first diagnosis, then the dashboard. */
await runMain(async () => {
  const options = parseStart(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(`${START_USAGE}\n`);
    return 0;
  }
  const embedded = options.engine === 'embedded';
  if (!embedded) await ensureGo();
  await installDependencies();
  const { content, missing } = await build();
  if (missing.length > 0) say(`Not in the image yet: ${missing.join(', ')}`);
  const target = embedded ? undefined : await ensureEngine();
  if (target) await buildImage(target, content);
  const diagnosis = [at('cli/bin/hostnet.mjs'), 'diagnose', ...(embedded ? ['--engine', 'embedded'] : [])];
  // A trial of a checkout leaves nothing in the home of the person who tries it.
  const env = { ...process.env, HOSTNET_HISTORY: process.env['HOSTNET_HISTORY'] ?? 'off' };
  const { code } = await run(process.execPath, diagnosis, { inherit: true, env });
  if (options.once || !target || wasInterrupted()) return code ?? 1;
  return serveDashboard({ scenario: options.scenario });
});
