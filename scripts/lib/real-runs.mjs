import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ensureImageTar } from './image-tar.mjs';
import { runJest } from './jest.mjs';
import { BUILD } from './paths.mjs';
import { Plain, say } from './say.mjs';

/**
 * Runs a Jest project that makes a number of things for real, drawn from a seed, and that writes what came of them into a file.
 * To be imported when the npm packages are there.
 * @param {'truth' | 'leaks'} project also the name of its command, and in capitals of its variables
 * @param {string} what it makes, as a word that begins a sentence
 * @param {{ seed: number, count: number }} wishes
 * @returns {Promise<{ code: number, found: unknown }>} Jest's exit code, and what the file held
 * @throws {Plain} when it wrote none
 */
export async function runForReal(project, what, { seed, count }) {
  const { content } = await build();
  const outcome = join(BUILD, `${project}-${process.pid}.json`);
  mkdirSync(BUILD, { recursive: true });
  rmSync(outcome, { force: true });
  say(`${what} of seed ${seed}; the same again: npm run test:${project} -- --seed ${seed} --count ${count}`);
  const prefix = `HOSTNET_${project.toUpperCase()}`;
  const code = await runJest(project, [], {
    HOSTNET_IMAGE_TAR: await ensureImageTar(content),
    [`${prefix}_SEED`]: String(seed),
    [`${prefix}_COUNT`]: String(count),
    [`${prefix}_OUTCOME`]: outcome,
  });
  if (!existsSync(outcome)) throw new Plain(`The ${what.toLowerCase()} did not come to an end: see above.`);
  const found = JSON.parse(readFileSync(outcome, 'utf8'));
  rmSync(outcome, { force: true });
  return { code, found };
}
