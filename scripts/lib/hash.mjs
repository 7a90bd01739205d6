import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * @param {...(string | Buffer)} parts
 * @returns {string} 16 hex digits of a SHA-256 over the parts
 */
export function hashOf(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/**
 * @param {string} path a file or folder; one that does not exist yields no files
 * @param {(file: string) => boolean} [keep]
 * @returns {string[]} all files below, absolute, sorted
 */
export function filesBelow(path, keep = () => true) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return keep(path) ? [path] : [];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(keep)
    .sort();
}

/**
 * Content hash of files by their path below `base`, bytes and executable bit; a missing file counts as absent.
 * @param {readonly string[]} files absolute paths
 * @param {string} [base]
 * @returns {string} 16 hex digits
 */
export function hashFiles(files, base = ROOT) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(relative(base, file)).update('\0');
    if (!existsSync(file)) continue;
    hash.update(statSync(file).mode & 0o100 ? 'x' : '-').update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}
