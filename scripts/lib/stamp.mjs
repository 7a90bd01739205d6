import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashFiles, hashOf } from './hash.mjs';
import { BUILD, at } from './paths.mjs';

/**
 * What a step read and made last time. It is fresh while the inputs have the same content and the outputs exist.
 * @typedef {{ key: string, inputs: string[], content: string, outputs: string[] }} Stamp
 */

/** @param {string} name */
const fileOf = (name) => join(BUILD, 'stamps', `${name.replaceAll('/', '_')}.json`);

/**
 * @param {string} name
 * @returns {Stamp | undefined} undefined too when the file is damaged
 */
export function readStamp(name) {
  try {
    return /** @type {Stamp} */ (JSON.parse(readFileSync(fileOf(name), 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} name
 * @param {string} key whatever else decides the result, such as options and versions
 * @returns {boolean} true when nothing has to be made again
 */
export function isFresh(name, key) {
  const stamp = readStamp(name);
  if (stamp?.key !== hashOf(key)) return false;
  return (
    stamp.outputs.every((file) => existsSync(at(file))) &&
    stamp.content === hashFiles(stamp.inputs.map((file) => at(file)))
  );
}

/**
 * @param {string} name
 * @param {string} key as given to isFresh
 * @param {readonly string[]} inputs paths relative to the repository
 * @param {readonly string[]} outputs paths relative to the repository
 */
export function writeStamp(name, key, inputs, outputs) {
  mkdirSync(join(BUILD, 'stamps'), { recursive: true });
  const content = hashFiles(inputs.map((file) => at(file)));
  /** @type {Stamp} */
  const stamp = { key: hashOf(key), inputs: [...inputs], content, outputs: [...outputs] };
  writeFileSync(fileOf(name), JSON.stringify(stamp));
}

/** @param {string} name */
export function dropStamp(name) {
  rmSync(fileOf(name), { force: true });
}
