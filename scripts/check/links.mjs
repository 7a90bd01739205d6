import { readFile, stat } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { at } from '../lib/paths.mjs';
import { anchorsOf, linksOf } from './markdown.mjs';

/**
 * Checks relative links and anchors, without the network.
 * @param {readonly string[]} files Markdown files, relative to `root`
 * @param {string} [root] absolute
 * @returns {Promise<string[]>} each link whose file or anchor is not there
 */
export async function linkProblems(files, root = at()) {
  /** @type {string[]} */
  const problems = [];
  for (const file of files) {
    for (const { target, line } of linksOf(await readFile(join(root, file), 'utf8'))) {
      const why = await whyBroken(root, file, target);
      if (why) problems.push(`${file}:${line} links to ${target}: ${why}`);
    }
  }
  return problems;
}

/**
 * @param {string} root
 * @param {string} file
 * @param {string} target
 * @returns {Promise<string | undefined>}
 */
async function whyBroken(root, file, target) {
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) return undefined;
  if (target.startsWith('/')) return 'an absolute path; write it relative to the file';
  const [path = '', anchor] = decoded(target).split('#', 2);
  const wanted = path === '' ? file : normalize(join(dirname(file), path));
  if (wanted.startsWith('..')) return 'it leaves the repository';
  const kind = await kindOf(join(root, wanted));
  if (!kind) return `there is no ${wanted}`;
  if (anchor === undefined || anchor === '' || !wanted.endsWith('.md')) return undefined;
  const anchors = anchorsOf(await readFile(join(root, wanted), 'utf8'));
  return anchors.has(anchor.toLowerCase()) ? undefined : `${wanted} has no heading #${anchor}`;
}

/**
 * @param {string} target
 * @returns {string}
 */
function decoded(target) {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/**
 * @param {string} path
 * @returns {Promise<'file' | 'folder' | undefined>}
 */
async function kindOf(path) {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}
