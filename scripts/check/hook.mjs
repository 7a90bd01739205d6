import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { at, ROOT } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

/** A hook that holds this was written by simple-git-hooks, so by us. */
const OURS = 'SKIP_SIMPLE_GIT_HOOKS';

/**
 * Installs the pre-commit hook of package.json. Needed because `npm install` may run without install scripts. Does
 * nothing in a folder that is not itself a git checkout (an archive unpacked inside another repository must not change
 * that one's hooks), and leaves a hook of somebody else's alone. Never throws.
 * @param {string} [root] the repository's folder
 * @returns {Promise<'installed' | 'no-checkout' | 'not-ours' | 'skipped' | 'failed'>}
 */
export async function installHook(root = ROOT) {
  try {
    if (process.env['SKIP_INSTALL_SIMPLE_GIT_HOOKS']) return 'skipped';
    if (!existsSync(join(root, '.git'))) return 'no-checkout';
    const hooks = await run('git', ['rev-parse', '--git-path', 'hooks'], { cwd: root });
    if (hooks.code !== 0) return 'failed';
    const file = resolve(root, hooks.stdout.trim(), 'pre-commit');
    if (existsSync(file) && !readFileSync(file, 'utf8').includes(OURS)) return 'not-ours';
    const result = await run(process.execPath, [at('node_modules', 'simple-git-hooks', 'cli.js')], {
      cwd: root,
    });
    return result.code === 0 && existsSync(file) ? 'installed' : 'failed';
  } catch {
    return 'failed';
  }
}
