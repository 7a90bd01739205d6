import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { DamagedError } from '@hostnet/core/report';

/** Beginning of the name of a file that is still being written. */
const TEMP_PREFIX = '.tmp-';
/** A file that is still being written after this long, in ms, was left by a process that was killed. */
const STALE_MS = 60_000;
/** Largest file that is read, in bytes: a report is a few hundred kB. */
const FILE_MAX_BYTES = 16 * 1024 * 1024;

/** Folder that damaged files are moved to. */
export const DAMAGED_DIR = 'damaged';

/**
 * Writes a file so that it is there whole or not at all: a temporary file and a rename. It is not forced to the disk: that
 * can take longer than a diagnosis, and a file that a crash cut short is known by its length.
 */
export async function writeWhole(dir: string, name: string, content: Uint8Array): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const temp = join(dir, `${TEMP_PREFIX}${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(temp, 'wx', 0o600);
    try {
      await file.writeFile(content);
    } finally {
      await file.close();
    }
    await rename(temp, join(dir, name));
  } catch (error) {
    await rm(temp, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Returns the names in the folder, none when it is not there; what a killed process left half written is removed. */
export async function namesIn(dir: string): Promise<string[]> {
  const names = await readdir(dir).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  const temps = names.filter((name) => name.startsWith(TEMP_PREFIX));
  await Promise.all(temps.map((name) => removeStale(join(dir, name))));
  return names.filter((name) => name !== DAMAGED_DIR && !name.startsWith(TEMP_PREFIX));
}

/** Returns the first `bytes` of a regular file, and its size. Throws DamagedError for anything else, or the system's error. */
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

/** Moves a file into `damaged/`. Throws the system's error. */
export async function moveToDamaged(dir: string, name: string): Promise<void> {
  await mkdir(join(dir, DAMAGED_DIR), { recursive: true, mode: 0o700 });
  await rename(
    join(dir, name),
    join(dir, DAMAGED_DIR, `${randomBytes(3).toString('hex')}-${name}`.slice(0, 255)),
  );
}

async function withRegularFile<T>(
  path: string,
  use: (file: FileHandle, size: number) => Promise<T>,
): Promise<T> {
  // To open a pipe nobody writes to would wait for ever. Windows has neither the flag nor the wait.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new DamagedError('it is not a regular file');
    return await use(file, found.size);
  } finally {
    await file.close();
  }
}

async function removeStale(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found && Date.now() - found.mtimeMs > STALE_MS) await rm(path, { force: true }).catch(() => undefined);
}
