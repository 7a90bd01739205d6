import { parseArgs } from 'node:util';
import { sharedNames } from './check/base-names.mjs';
import { catalogueProblems, writeIndex } from './check/catalogue.mjs';
import { stagedFiles, trackedFiles } from './check/files.mjs';
import { linkProblems } from './check/links.mjs';
import { machineProblems } from './check/machine.mjs';
import { readRooms } from './check/rooms.mjs';
import { runSteps } from './check/steps.mjs';
import { eslint, knip, prettier, types } from './check/tools.mjs';
import { Plain, runMain } from './lib/say.mjs';

/** What the catalogue, its checks and its pages are made of. */
const CATALOGUED = /^(core\/src\/judge|docs\/checks)\//;

// Whoever reads the output has closed it: nothing is left to say.
process.stdout.on('error', () => process.exit(1));

/**
 * `npm run check`: everything that can be judged without running the product. `--fast` looks at staged files alone and
 * leaves out what needs the whole project (types, knip). `--write` writes the list of
 * codes anew (docs/checks/README.md) and looks at nothing. Ends with 1 when any step found something.
 */
await runMain(async () => {
  const { fast, write } = readOptions();
  if (write) {
    await writeIndex();
    return 0;
  }
  const files = fast ? await stagedFiles() : await trackedFiles();
  const some = fast ? files : undefined;
  const whole = [
    { name: 'types', run: types },
    { name: 'unused', run: knip },
    { name: 'rooms', run: () => readRooms() },
    { name: 'names', run: () => Promise.resolve(sharedNames(files)) },
  ];
  return await runSteps([
    ...(fast ? [] : whole),
    { name: 'eslint', run: () => eslint(some) },
    { name: 'prettier', run: () => prettier(some) },
    ...(files.some((file) => CATALOGUED.test(file))
      ? [{ name: 'catalogue', run: () => catalogueProblems() }]
      : []),
    { name: 'links', run: () => linkProblems(files.filter((file) => file.endsWith('.md'))) },
    { name: 'machine', run: () => machineProblems(files) },
  ]);
});

function readOptions() {
  const flag = /** @type {const} */ ({ type: 'boolean', default: false });
  try {
    return parseArgs({ options: { fast: flag, write: flag } }).values;
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
    throw new Plain(`${why}. Expected: npm run check [-- --fast | --write].`, 2);
  }
}
