import { build } from './lib/build.mjs';
import { installDependencies } from './lib/install.mjs';
import { runMain, say } from './lib/say.mjs';

/** `npm run build [-- NAME...]`: bundles, dashboard tab, host helpers, and the staging folder of the image. */
await runMain(async () => {
  await installDependencies();
  const { missing } = await build(process.argv.slice(2));
  if (missing.length > 0) say(`Not in the image yet: ${missing.join(', ')}`);
});
