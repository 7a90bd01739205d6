import { randomBytes } from 'node:crypto';
import type { Report } from '@hostnet/core';
import {
  DamagedError,
  decodeHeader,
  decodeJson,
  decodeRecord,
  encodeRecord,
  fileOfId,
  HEADER_MAX_BYTES,
  idOfFile,
  OtherVersionError,
  reportIdAfter,
  storedOf,
  type Stored,
} from '@hostnet/core/report';
import { errnoOf } from '@hostnet/node';
import { ReportFiles, REPORTS_KEPT } from '@hostnet/node/reports';
import { UsageError } from '../exit.ts';

/** The reports that `hostnet diagnose` kept in one folder, in the format of the dashboard's history. */
export class History {
  readonly #files: ReportFiles;

  constructor(readonly dir: string) {
    this.#files = new ReportFiles(dir, 'person');
  }

  /** Where damaged files are moved to. */
  get damagedDir(): string {
    return this.#files.damagedDir;
  }

  /** Keeps a report and lets the oldest go. Throws the system's error. */
  async keep(report: Report, now = Date.now()): Promise<Stored> {
    const ids = await this.#ids();
    const stored = storedOf(reportIdAfter(now, ids[0] ?? null, randomBytes(4).toString('hex')), report);
    await this.#files.write(fileOfId(stored.id), encodeRecord(stored, report));
    const old = [stored.id, ...ids].slice(REPORTS_KEPT);
    await Promise.all(old.map((id) => this.#files.discard(fileOfId(id))));
    return stored;
  }

  /** Returns what is kept, newest first, and the names of damaged files, which are set aside. Throws the system's error. */
  async list(): Promise<{ reports: Stored[]; damaged: string[] }> {
    const damaged: string[] = [];
    const reports: Stored[] = [];
    for (const id of await this.#ids()) {
      try {
        const { head, size } = await this.#files.readHead(fileOfId(id), HEADER_MAX_BYTES);
        reports.push(decodeHeader(head, size, id));
      } catch (error) {
        // Another hostnet may have let it go meanwhile.
        if (errnoOf(error) === 'ENOENT') continue;
        if (!(error instanceof DamagedError)) throw error;
        damaged.push(fileOfId(id));
        await this.#files.setAside(fileOfId(id)).catch(() => undefined);
      }
    }
    return { reports, damaged };
  }

  /** Returns the document of one report, whatever its version. Throws UsageError when it is damaged (it is set aside). */
  readJson(id: string): Promise<unknown> {
    return this.#decoded(id, decodeJson);
  }

  /** Returns one report. Throws UsageError when it is damaged (it is set aside) or of another version. */
  read(id: string): Promise<Report> {
    return this.#decoded(id, decodeRecord);
  }

  async #decoded<T>(id: string, decode: (content: Buffer, id: string) => T): Promise<T> {
    try {
      return decode(await this.#files.read(fileOfId(id)), id);
    } catch (error) {
      if (error instanceof OtherVersionError) {
        throw new UsageError(
          `The report ${id} has the format ${error.message.slice(0, 60)}, which this version cannot read. Use the version that kept it.`,
          { cause: error },
        );
      }
      if (!(error instanceof DamagedError)) throw error;
      await this.#files.setAside(fileOfId(id)).catch(() => undefined);
      throw new UsageError(
        `The report ${id} is damaged (${error.message}) and was set aside in ${this.#files.damagedDir}. Choose another: hostnet report list`,
        { cause: error },
      );
    }
  }

  /** Ids, newest first. */
  async #ids(): Promise<string[]> {
    const names = await this.#files.names();
    return names
      .flatMap((name) => idOfFile(name) ?? [])
      .sort()
      .reverse();
  }
}
