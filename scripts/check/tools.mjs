import { at } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

const LINTED = /\.(ts|tsx)$/;

/**
 * @returns {Promise<string[]>} what TypeScript finds in all workspaces, the scripts and their tests
 */
export async function types() {
  return await tool('tsc', ['-b', '.', 'scripts/check', '--pretty', 'false']);
}

/**
 * @param {readonly string[]} [files] only these; the whole project without
 * @returns {Promise<string[]>}
 */
export async function eslint(files) {
  const some = files?.filter((file) => LINTED.test(file));
  if (some?.length === 0) return [];
  return await tool('eslint', ['--max-warnings', '0', ...(some ?? ['.'])]);
}

/**
 * @param {readonly string[]} [files] only these; the whole project without
 * @returns {Promise<string[]>}
 */
export async function prettier(files) {
  if (files?.length === 0) return [];
  return await tool('prettier', ['--check', '--ignore-unknown', '--log-level', 'warn', ...(files ?? ['.'])]);
}

/**
 * @returns {Promise<string[]>} files, exports and dependencies that nothing uses
 */
export async function knip() {
  return await tool('knip', ['--no-progress']);
}

/**
 * @param {string} name a program of node_modules
 * @param {readonly string[]} args
 * @returns {Promise<string[]>} empty when it ended with 0, else all it said
 */
async function tool(name, args) {
  const result = await run(at('node_modules', '.bin', name), args);
  if (result.code === 0) return [];
  const said = `${result.stdout}${result.stderr}`.trim();
  return [said === '' ? `${name} ended with ${result.code ?? 'no exit code'} and said nothing` : said];
}
