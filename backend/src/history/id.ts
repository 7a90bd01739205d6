import { randomBytes } from 'node:crypto';
import { reportIdAfter } from '@hostnet/core/report';

export { fileOfId, idOfFile, REPORT_ID } from '@hostnet/core/report';

/** Returns an id later than `last` (null when there is none), also when the clock has gone back. */
export function nextId(nowMs: number, last: string | null): string {
  return reportIdAfter(nowMs, last, randomBytes(4).toString('hex'));
}
