import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '@hostnet/core';
import {
  DamagedError,
  decodeHeader,
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
import { UsageError } from '../exit.ts';
import { moveToDamaged, namesIn, readHead, readWhole, writeWhole } from './files.ts';

/** Reports kept; the oldest beyond go. The dashboard keeps as many. */
export const KEEP = 200;

/** The reports that `hostnet diagnose` kept in one folder, in the format of the dashboard's history. */
export class History {
  constructor(readonly dir: string) {}

  /** Keeps a report and lets the oldest go. Throws the system's error. */
  async keep(report: Report, now = Date.now()): Promise<Stored> {
    const ids = await this.#ids();
    const stored = storedOf(reportIdAfter(now, ids[0] ?? null, randomBytes(4).toString('hex')), report);
    await writeWhole(this.dir, fileOfId(stored.id), encodeRecord(stored, report));
    const old = [stored.id, ...ids].slice(KEEP);
    await Promise.all(
      old.map((id) => rm(join(this.dir, fileOfId(id)), { force: true }).catch(() => undefined)),
    );
    return stored;
  }

  /** Returns what is kept, newest first, and the names of damaged files, which are set aside. Throws the system's error. */
  async list(): Promise<{ reports: Stored[]; damaged: string[] }> {
    const damaged: string[] = [];
    const reports: Stored[] = [];
    for (const id of await this.#ids()) {
      try {
        const { head, size } = await readHead(join(this.dir, fileOfId(id)), HEADER_MAX_BYTES);
        reports.push(decodeHeader(head, size, id));
      } catch (error) {
        // Another hostnet may have let it go meanwhile.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
        if (!(error instanceof DamagedError)) throw error;
        damaged.push(fileOfId(id));
        await moveToDamaged(this.dir, fileOfId(id)).catch(() => undefined);
      }
    }
    return { reports, damaged };
  }

  /** Returns one report. Throws UsageError when it is damaged (it is set aside) or of another version. */
  async read(id: string): Promise<Report> {
    try {
      return decodeRecord(await readWhole(join(this.dir, fileOfId(id))), id);
    } catch (error) {
      if (error instanceof OtherVersionError) {
        throw new UsageError(
          `The report ${id} has the format ${error.message.slice(0, 60)}, which this version cannot read. Use the version that kept it.`,
        );
      }
      if (!(error instanceof DamagedError)) throw error;
      await moveToDamaged(this.dir, fileOfId(id)).catch(() => undefined);
      throw new UsageError(
        `The report ${id} is damaged (${error.message}) and was set aside in ${join(this.dir, 'damaged')}. Choose another: hostnet report list`,
      );
    }
  }

  /** Ids, newest first. */
  async #ids(): Promise<string[]> {
    const names = await namesIn(this.dir);
    return names
      .flatMap((name) => idOfFile(name) ?? [])
      .sort()
      .reverse();
  }
}
