import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../errors.ts';
import { DamagedError } from './record.ts';

/** Largest file that is read whole, in bytes: a report of 2 MB and its header, with room for escapes. */
const FILE_MAX_BYTES = 8 * 1024 * 1024;

/** Beginning of the name of a file that is still being written. */
export const TEMP_PREFIX = '.tmp-';
/** Folder that damaged files are moved to. */
export const DAMAGED_DIR = 'damaged';

// Shared by owner and group: the service may run as root:65534 or as 65534:65534 on one and the same volume.
const DIR_MODE = 0o770;
const FILE_MODE = 0o660;

/** Makes the folder when it is missing, and what is missing above it. Throws the system's error. */
export async function makeDir(dir: string): Promise<void> {
  try {
    // Not recursive at first: Node then tells ENOENT for what was EROFS or ENOSPC.
    await mkdir(dir, { mode: DIR_MODE });
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') await mkdir(dir, { recursive: true, mode: DIR_MODE });
    else if (errnoOf(error) !== 'EEXIST') throw error;
  }
}

/**
 * Writes a file so that it is there whole or not at all, also over a crash: a temporary file, fsync, rename, fsync of the
 * folder. Throws the system's error and leaves no temporary file.
 */
export async function writeWhole(dir: string, name: string, content: Buffer): Promise<void> {
  const temp = join(dir, `${TEMP_PREFIX}${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(temp, 'wx', FILE_MODE);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temp, join(dir, name));
  } catch (error) {
    await rm(temp, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncDir(dir);
}

/** Makes renames and removals in the folder last over a crash. Some file systems refuse; then the system decides when. */
export async function syncDir(dir: string): Promise<void> {
  const handle = await open(dir, constants.O_RDONLY | constants.O_DIRECTORY).catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Returns the first `bytes` of a regular file and its size. Throws DamagedError for anything else, or the system's error. */
export async function readHead(path: string, bytes: number): Promise<{ head: Buffer; size: number }> {
  return withRegularFile(path, async (file, size) => {
    const buffer = Buffer.alloc(Math.min(bytes, size));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return { head: buffer.subarray(0, bytesRead), size };
  });
}

/** Returns a regular file's content. Throws DamagedError when it is none or far too large, or the system's error. */
export async function readWhole(path: string): Promise<Buffer> {
  return withRegularFile(path, async (file, size) => {
    if (size > FILE_MAX_BYTES) throw new DamagedError('it is too large');
    return file.readFile();
  });
}

async function withRegularFile<T>(
  path: string,
  use: (file: FileHandle, size: number) => Promise<T>,
): Promise<T> {
  // O_NOFOLLOW: no link leads out of the folder. O_NONBLOCK: a pipe must not hold the open.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new DamagedError('it is not a regular file');
    return await use(file, stat.size);
  } finally {
    await file.close();
  }
}

/** Moves whatever is at `name` into `damaged/` under a name that is free. Throws the system's error. */
export async function moveToDamaged(dir: string, name: string): Promise<void> {
  const damaged = join(dir, DAMAGED_DIR);
  await makeDir(damaged);
  await rename(join(dir, name), join(damaged, `${randomBytes(3).toString('hex')}-${name}`.slice(0, 255)));
}
