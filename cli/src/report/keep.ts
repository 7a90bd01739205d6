import type { Report } from '@hostnet/core';
import { errnoOf } from '@hostnet/node';
import { UsageError } from '../exit.ts';
import { historyFolder } from './folder.ts';
import { History } from './history.ts';

/** Words for what the system says. */
const WHY: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no space left',
  EDQUOT: 'there is no space left',
  EROFS: 'the disk is read-only',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  ENOTDIR: 'a file is in the way',
  EEXIST: 'a file is in the way',
  ENOENT: 'the folder cannot be made',
};

/**
 * Keeps a report in the history, unless HOSTNET_HISTORY is `off`. Returns one line when that was not possible, null
 * otherwise. Never throws: a report that was printed is not made worse by a full disk.
 */
export async function keepReport(report: Report): Promise<string | null> {
  let folder: string | null = null;
  try {
    folder = historyFolder();
    if (folder !== null) await new History(folder).keep(report);
    return null;
  } catch (error) {
    if (error instanceof UsageError) return `This report was not kept. ${error.message}`;
    const code = errnoOf(error) ?? 'unknown';
    const why = WHY[code] ?? 'it cannot be used';
    return `This report was not kept in ${folder ?? 'the history'}: ${why} (${code}). HOSTNET_HISTORY=off keeps none.`;
  }
}
