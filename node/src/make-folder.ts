import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from './errors.ts';

/**
 * Makes a folder and what is missing above it; returns the topmost one that was made, null when it was there. Throws the
 * system's error. Node's own `recursive` tries for ever, deaf to signals, where a parent takes no folder and says ENOENT, as
 * /proc does; and it says ENOENT for what was EROFS or ENOSPC.
 */
export async function makeFolder(dir: string, mode: number): Promise<string | null> {
  try {
    await mkdir(dir, { mode });
    return dir;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return null;
    const parent = dirname(dir);
    if (errnoOf(error) !== 'ENOENT' || parent === dir) throw error;
    const made = await makeFolder(parent, mode);
    // The parent is there: ENOENT again is its last word.
    await mkdir(dir, { mode }).catch((again: unknown) => {
      if (errnoOf(again) !== 'EEXIST') throw again;
    });
    return made ?? dir;
  }
}
