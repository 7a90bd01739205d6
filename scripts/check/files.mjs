import { existsSync } from 'node:fs';
import { at } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { Plain } from '../lib/say.mjs';

/**
 * @returns {Promise<string[]>} files git tracks or would track, relative to the repository, that still exist
 */
export async function trackedFiles() {
  return await gitList(['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
}

/**
 * @returns {Promise<string[]>} files staged for the next commit, without deleted ones
 */
export async function stagedFiles() {
  return await gitList(['diff', '--cached', '--name-only', '-z', '--diff-filter=d']);
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<string[]>}
 */
async function gitList(args) {
  const result = await run('git', args);
  if (result.code !== 0)
    throw new Plain(`git ${args[0]} failed: ${result.stderr.trim()}. This check needs a git checkout.`);
  const names = result.stdout.split('\0').filter((name) => name !== '' && existsSync(at(name)));
  return [...new Set(names)].sort();
}
