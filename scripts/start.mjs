import { START_USAGE, parseStart } from './lib/args.mjs';
import { build } from './lib/build.mjs';
import { serveDashboard } from './lib/dashboard.mjs';
import { ensureEngine } from './lib/engine.mjs';
import { buildImage } from './lib/image.mjs';
import { installDependencies } from './lib/install.mjs';
import { at } from './lib/paths.mjs';
import { run, wasInterrupted } from './lib/run.mjs';
import { runMain, say } from './lib/say.mjs';

/** `npm start`: everything from a fresh clone to the first diagnosis, then the dashboard. */
await runMain(async () => {
  const options = parseStart(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(`${START_USAGE}\n`);
    return 0;
  }
  await installDependencies();
  const { content, missing } = await build();
  if (missing.length > 0) say(`Not in the image yet: ${missing.join(', ')}`);
  const embedded = options.engine === 'embedded';
  const target = embedded ? undefined : await ensureEngine();
  if (target) await buildImage(target, content);
  const diagnosis = [at('cli/bin/hostnet.mjs'), 'diagnose', ...(embedded ? ['--engine', 'embedded'] : [])];
  const { code } = await run(process.execPath, diagnosis, { inherit: true });
  if (options.once || !target || wasInterrupted()) return code ?? 1;
  return serveDashboard({ scenario: options.scenario });
});
