import { runJest } from './lib/jest.mjs';
import { Plain, runMain } from './lib/say.mjs';

/** `npm run unit [-- PATHS]`: one jest project with Jest's own output. */
await runMain(async () => {
  const [project, ...rest] = process.argv.slice(2);
  if (!project) throw new Plain('usage: node scripts/jest.mjs PROJECT [JEST ARGUMENTS]', 2);
  return runJest(project, rest);
});
