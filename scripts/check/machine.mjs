import { readFile } from 'node:fs/promises';
import { at, ROOT } from '../lib/paths.mjs';

/** Written in two parts, so that this file does not find itself. */
const FORBIDDEN = [
  { what: 'a path of one machine', text: `${ROOT}/` },
  { what: 'a path of one machine', text: '/wo' + 'rk/' },
  { what: 'a path of one machine', text: '/fa' + 'rm/' },
  { what: 'a registry host', text: 'registry.' + 'npmjs' },
  { what: 'a registry host', text: 'registry.' + 'yarnpkg' },
  { what: 'a registry host', text: 'deb.' + 'debian.org' },
  { what: 'a registry host', text: 'proxy.' + 'golang.org' },
];

/**
 * @param {readonly string[]} files relative to the repository
 * @returns {Promise<string[]>} each place that names a path of this machine or a package registry's host
 */
export async function machineProblems(files) {
  const found = await Promise.all(
    files.map(async (file) => machineProblemsIn(file, await readFile(at(file), 'utf8'))),
  );
  return found.flat();
}

/**
 * @param {string} file its name, for the message
 * @param {string} text
 * @returns {string[]}
 */
export function machineProblemsIn(file, text) {
  // A file with a null byte is not text: a picture, an archive.
  if (text.includes('\0')) return [];
  return text
    .split('\n')
    .flatMap((line, at) =>
      FORBIDDEN.filter((entry) => line.includes(entry.text)).map(
        (entry) => `${file}:${at + 1} names ${entry.what} (${entry.text}); take it out`,
      ),
    );
}
