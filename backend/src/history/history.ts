import type { Dirent } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '@hostnet/core';
import { ApiError, errnoOf } from '../errors.ts';
import { historyFault, isEntryFault } from './faults.ts';
import {
  DAMAGED_DIR,
  makeDir,
  moveToDamaged,
  readHead,
  readWhole,
  syncDir,
  TEMP_PREFIX,
  writeWhole,
} from './files.ts';
import { fileOfId, idOfFile, nextId } from './id.ts';
import {
  DamagedError,
  decodeHeader,
  decodeRecord,
  encodeRecord,
  HEADER_MAX_BYTES,
  OtherVersionError,
  storedOf,
} from './record.ts';
import type { Stored } from './record.ts';

/** Reports kept; the oldest beyond go. */
export const KEEP = 200;
/** Damaged files named in one list; the rest are counted. */
const NAMED_MAX = 100;

/**
 * The reports kept in one folder, newest 200. All methods run one after another, so calls at the same time are safe; each
 * throws ApiError with what mends it when the folder cannot be used.
 */
export class History {
  readonly #dir: string;
  readonly #now: () => number;
  readonly #index = new Map<string, Stored>();
  /** Damaged files found and not yet named in a list. */
  readonly #found = new Set<string>();
  /** Damaged files that could not be moved, so that each is named once only. */
  readonly #stuck = new Set<string>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(dir: string, now: () => number = Date.now) {
    this.#dir = dir;
    this.#now = now;
  }

  /** Returns the stored reports, newest first, and the damaged files found since the last list. */
  list(): Promise<{ reports: Stored[]; damaged: string[] }> {
    return this.#inTurn(async () => {
      await this.#look();
      const names = [...this.#found].sort();
      this.#found.clear();
      const damaged = names.slice(0, NAMED_MAX);
      if (names.length > NAMED_MAX) damaged.push(`… and ${names.length - NAMED_MAX} more`);
      return {
        reports: this.#ids()
          .slice(0, KEEP)
          .flatMap((id) => this.#index.get(id) ?? []),
        damaged,
      };
    });
  }

  /** Returns how many reports are stored. */
  count(): Promise<number> {
    return this.#inTurn(async () => {
      await this.#look();
      return Math.min(this.#index.size, KEEP);
    });
  }

  /** Stores a report and returns its entry; when it returns, the report lasts over a crash. */
  save(report: Report): Promise<Stored> {
    return this.#inTurn(async () => {
      await makeDir(this.#dir);
      await this.#look();
      const stored = storedOf(nextId(this.#now(), this.#ids()[0] ?? null), report);
      await writeWhole(this.#dir, fileOfId(stored.id), encodeRecord(stored, report));
      this.#index.set(stored.id, stored);
      await this.#prune();
      return stored;
    });
  }

  /** Returns one report. Throws ApiError: 404 when there is none, 410 when it turned out damaged, 409 when its format is another version's. */
  read(id: string): Promise<Report> {
    return this.#inTurn(async () => {
      const name = fileOfId(id);
      try {
        return decodeRecord(await readWhole(join(this.#dir, name)), id);
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') throw missing();
        if (error instanceof OtherVersionError) throw otherVersion(error.message);
        if (!(error instanceof DamagedError) && !isEntryFault(error)) throw error;
        this.#index.delete(id);
        await this.#setAside(name);
        throw new ApiError(
          410,
          'report-damaged',
          `The stored report is damaged: ${error instanceof DamagedError ? error.message : 'it cannot be read'}.`,
          'Run the diagnosis again; the damaged file is kept in the folder damaged of the history.',
        );
      }
    });
  }

  /** Removes one report. Throws ApiError 404 when there is none. */
  remove(id: string): Promise<void> {
    return this.#inTurn(async () => {
      try {
        await rm(join(this.#dir, fileOfId(id)));
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') throw missing();
        throw error;
      }
      this.#index.delete(id);
      await syncDir(this.#dir);
    });
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work).catch((error: unknown) => {
      throw historyFault(error);
    });
    this.#queue = result.catch(() => undefined);
    return result;
  }

  /** Ids, newest first. */
  #ids(): string[] {
    return [...this.#index.keys()].sort().reverse();
  }

  /** Brings the index up to date with the folder; reads only files it has not seen. */
  async #look(): Promise<void> {
    const entries = await readdir(this.#dir, { withFileTypes: true }).catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return [];
      throw error;
    });
    const seen = new Set<string>();
    for (const entry of entries) {
      const id = await this.#judge(entry);
      if (id !== null) seen.add(id);
    }
    for (const id of this.#index.keys()) if (!seen.has(id)) this.#index.delete(id);
  }

  /** Returns the id of the sound report this entry is, or null; what is none is set aside. */
  async #judge(entry: Dirent): Promise<string | null> {
    const { name } = entry;
    if ((name === DAMAGED_DIR && entry.isDirectory()) || this.#stuck.has(name)) return null;
    if (name.startsWith(TEMP_PREFIX) && entry.isFile()) {
      // Writes run in turn with this, so it was left by a process that was killed.
      await rm(join(this.#dir, name), { force: true }).catch(() => this.#stuck.add(name));
      return null;
    }
    const id = idOfFile(name);
    if (id !== null && this.#index.has(id)) return id;
    try {
      if (id === null || !entry.isFile()) throw new DamagedError('it is not a report');
      const { head, size } = await readHead(join(this.#dir, name), HEADER_MAX_BYTES);
      this.#index.set(id, decodeHeader(head, size, id));
      return id;
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return null;
      if (!(error instanceof DamagedError) && !isEntryFault(error)) throw error;
      await this.#setAside(name);
      return null;
    }
  }

  async #setAside(name: string): Promise<void> {
    this.#found.add(name);
    await moveToDamaged(this.#dir, name).catch(() => this.#stuck.add(name));
  }

  async #prune(): Promise<void> {
    for (const id of this.#ids().slice(KEEP)) {
      // The new report is stored; an old one that cannot go must not make that a failure.
      await rm(join(this.#dir, fileOfId(id)), { force: true }).catch(() => undefined);
      this.#index.delete(id);
    }
  }
}

function otherVersion(version: string): ApiError {
  return new ApiError(
    409,
    'report-version',
    `The stored report has the format ${version.slice(0, 60)}, which this version cannot read.`,
    'Use the version of the extension that stored it, or delete the report.',
  );
}

function missing(): ApiError {
  return new ApiError(
    404,
    'no-such-report',
    'There is no report with this id.',
    'Use an id that GET /reports lists.',
  );
}
