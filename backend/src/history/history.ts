import type { Report } from '@hostnet/core';
import { errnoOf } from '@hostnet/node';
import { ReportFiles, REPORTS_KEPT } from '@hostnet/node/reports';
import { ApiError } from '../errors.ts';
import { historyFault, isEntryFault } from './faults.ts';
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

/** Damaged files named in one list; the rest are counted. */
const NAMED_MAX = 100;

/**
 * The reports kept in one folder, newest 200. All methods run one after another, so calls at the same time are safe; each
 * throws ApiError with what mends it when the folder cannot be used.
 */
export class History {
  readonly #files: ReportFiles;
  readonly #now: () => number;
  readonly #index = new Map<string, Stored>();
  /** Damaged files found and not yet named in a list. */
  readonly #found = new Set<string>();
  /** Damaged files that could not be moved, so that each is named once only. */
  readonly #stuck = new Set<string>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(dir: string, now: () => number = Date.now) {
    this.#files = new ReportFiles(dir, 'service');
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
          .slice(0, REPORTS_KEPT)
          .flatMap((id) => this.#index.get(id) ?? []),
        damaged,
      };
    });
  }

  /** Returns how many reports are stored. */
  count(): Promise<number> {
    return this.#inTurn(async () => {
      await this.#look();
      return Math.min(this.#index.size, REPORTS_KEPT);
    });
  }

  /** Stores a report and returns its entry; when it returns, the report lasts over a crash. */
  save(report: Report): Promise<Stored> {
    return this.#inTurn(async () => {
      await this.#files.makeDir();
      await this.#look();
      const stored = storedOf(nextId(this.#now(), this.#ids()[0] ?? null), report);
      await this.#files.write(fileOfId(stored.id), encodeRecord(stored, report));
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
        return decodeRecord(await this.#files.read(name), id);
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
          { cause: error },
        );
      }
    });
  }

  /** Removes one report. Throws ApiError 404 when there is none. */
  remove(id: string): Promise<void> {
    return this.#inTurn(async () => {
      try {
        await this.#files.remove(fileOfId(id));
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') throw missing();
        throw error;
      }
      this.#index.delete(id);
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
    const seen = new Set<string>();
    for (const name of await this.#files.names()) {
      const id = await this.#judge(name);
      if (id !== null) seen.add(id);
    }
    for (const id of this.#index.keys()) if (!seen.has(id)) this.#index.delete(id);
  }

  /** Returns the id of the sound report this name is, or null; what is none is set aside. */
  async #judge(name: string): Promise<string | null> {
    if (this.#stuck.has(name)) return null;
    const id = idOfFile(name);
    if (id !== null && this.#index.has(id)) return id;
    try {
      if (id === null) throw new DamagedError('it is not a report');
      const { head, size } = await this.#files.readHead(name, HEADER_MAX_BYTES);
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
    await this.#files.setAside(name).catch(() => this.#stuck.add(name));
  }

  async #prune(): Promise<void> {
    for (const id of this.#ids().slice(REPORTS_KEPT)) {
      await this.#files.discard(fileOfId(id));
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
