import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { DamagedError } from '@hostnet/core/report';
import { errnoOf } from './errors.ts';
import { makeFolder } from './make-folder.ts';

/** Reports kept in one folder; the oldest beyond go. Terminal and dashboard keep as many. */
export const REPORTS_KEPT = 200;

/** Beginning of the name of a file that is still being written. */
const TEMP_PREFIX = '.tmp-';
/** Folder that damaged files are moved to. */
const DAMAGED_DIR = 'damaged';
/** Largest file that is read, in bytes: a report has 2 MB at most (backend, REPORT_MAX_BYTES), twice that with escapes. */
const FILE_MAX_BYTES = 8 * 1024 * 1024;
/** A file that another process has been writing for this long, in ms, was left by one that was killed. */
const STALE_MS = 60_000;

/** How the files of one folder are kept. */
interface Keeping {
  readonly dirMode: number;
  readonly fileMode: number;
  /**
   * Whether a write is forced to the disk. That can take longer than a diagnosis; without it, a file that a crash cut short
   * is known by its length.
   */
  readonly synced: boolean;
  /** Age in ms from which a file half written is removed; null: at any age, because this process alone writes. */
  readonly staleMs: number | null;
  /** Flags to open a file with. */
  readonly openFlags: number;
}

const KEEPING = {
  /** One person's own, written by any number of terminals. */
  person: { dirMode: 0o700, fileMode: 0o600, synced: false, staleMs: STALE_MS, openFlags: 0 },
  /**
   * The service's, shared by owner and group: it may run as root:65534 or as 65534:65534 on one and the same volume. No link
   * may point out of the folder.
   */
  service: {
    dirMode: 0o770,
    fileMode: 0o660,
    synced: true,
    staleMs: null,
    openFlags: constants.O_NOFOLLOW,
  },
} as const satisfies Readonly<Record<string, Keeping>>;

/** The files of one folder of reports. Every method throws the system's error where it does not say otherwise. */
export class ReportFiles {
  readonly #keeping: Keeping;

  constructor(
    readonly dir: string,
    owner: keyof typeof KEEPING,
  ) {
    this.#keeping = KEEPING[owner];
  }

  /** Where damaged files are moved to. */
  get damagedDir(): string {
    return join(this.dir, DAMAGED_DIR);
  }

  /** Makes the folder when it is missing, and what is missing above it. */
  async makeDir(): Promise<void> {
    await makeFolder(this.dir, this.#keeping.dirMode);
  }

  /** Writes a file so that it is there whole or not at all: a temporary file and a rename. Leaves no temporary file. */
  async write(name: string, content: Uint8Array): Promise<void> {
    await this.makeDir();
    const temp = join(this.dir, `${TEMP_PREFIX}${randomBytes(6).toString('hex')}`);
    try {
      const file = await open(temp, 'wx', this.#keeping.fileMode);
      try {
        await file.writeFile(content);
        if (this.#keeping.synced) await file.sync();
      } finally {
        await file.close();
      }
      await rename(temp, join(this.dir, name));
    } catch (error) {
      await rm(temp, { force: true }).catch(() => undefined);
      throw error;
    }
    await this.#sync();
  }

  /**
   * Returns the names in the folder, none when it is not there, without the folder of damaged files. What a process that was
   * killed left half written is removed.
   */
  async names(): Promise<string[]> {
    const entries = await readdir(this.dir, { withFileTypes: true }).catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return [];
      throw error;
    });
    const isTemp = (entry: (typeof entries)[number]) => entry.name.startsWith(TEMP_PREFIX) && entry.isFile();
    await Promise.all(entries.filter(isTemp).map(({ name }) => this.#removeStale(join(this.dir, name))));
    return entries
      .filter((entry) => !isTemp(entry) && !(entry.name === DAMAGED_DIR && entry.isDirectory()))
      .map(({ name }) => name);
  }

  /** Returns the first `bytes` of a regular file and its size. Throws DamagedError for anything else too. */
  readHead(name: string, bytes: number): Promise<{ head: Buffer; size: number }> {
    return withRegularFile(join(this.dir, name), this.#keeping.openFlags, async (file, size) => {
      const buffer = Buffer.alloc(Math.min(bytes, size));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
      return { head: buffer.subarray(0, bytesRead), size };
    });
  }

  /** Returns a regular file's content. Throws DamagedError when it is none or far too large, too. */
  read(name: string): Promise<Buffer> {
    return withRegularFile(join(this.dir, name), this.#keeping.openFlags, contentOf);
  }

  /** Removes a file. */
  async remove(name: string): Promise<void> {
    await rm(join(this.dir, name));
    await this.#sync();
  }

  /** Removes a file where that is possible: an old one that cannot go must not make a failure of what came before. */
  async discard(name: string): Promise<void> {
    await rm(join(this.dir, name), { force: true }).catch(() => undefined);
  }

  /** Moves whatever is at `name` into the folder of damaged files, under a name that is free. */
  async setAside(name: string): Promise<void> {
    await makeFolder(this.damagedDir, this.#keeping.dirMode);
    const free = `${randomBytes(3).toString('hex')}-${name}`.slice(0, 255);
    await rename(join(this.dir, name), join(this.damagedDir, free));
  }

  /** Makes renames and removals last over a crash. Some file systems refuse; then the system decides when. */
  async #sync(): Promise<void> {
    if (!this.#keeping.synced) return;
    const handle = await open(this.dir, constants.O_RDONLY | constants.O_DIRECTORY).catch(() => null);
    await handle?.sync().catch(() => undefined);
    await handle?.close();
  }

  async #removeStale(path: string): Promise<void> {
    const { staleMs } = this.#keeping;
    const found = await stat(path).catch(() => null);
    if (found && (staleMs === null || Date.now() - found.mtimeMs > staleMs))
      await rm(path, { force: true }).catch(() => undefined);
  }
}

/** Returns the content of any regular file. Throws DamagedError when it is none or far too large, or the system's error. */
export function readRegularFile(path: string): Promise<Buffer> {
  return withRegularFile(path, 0, contentOf);
}

function contentOf(file: FileHandle, size: number): Promise<Buffer> {
  if (size > FILE_MAX_BYTES) throw new DamagedError('it is too large');
  return file.readFile();
}

async function withRegularFile<T>(
  path: string,
  flags: number,
  use: (file: FileHandle, size: number) => Promise<T>,
): Promise<T> {
  // O_NONBLOCK: to open a pipe that nobody writes to would wait for ever. Windows has neither these flags nor the wait.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | flags);
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new DamagedError('it is not a regular file');
    return await use(file, found.size);
  } finally {
    await file.close();
  }
}
