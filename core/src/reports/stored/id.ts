/** An id: 12 hex digits of Unix time in ms (good until the year 10889), a dash, 8 random ones. Sorts by time as text. */
export const REPORT_ID = /^[0-9a-f]{12}-[0-9a-f]{8}$/;

const LATEST_MS = 0xffff_ffff_ffff;
const FILE_ENDING = '.jsonl';

/** Returns an id later than `last` (null when there is none), also when the clock has gone back. `random`: 8 hex digits. */
export function reportIdAfter(nowMs: number, last: string | null, random: string): string {
  const after = last === null ? 0 : parseInt(last.slice(0, 12), 16) + 1;
  const ms = Math.min(Math.max(nowMs, after), LATEST_MS);
  return `${ms.toString(16).padStart(12, '0')}-${random}`;
}

/** Returns the id in the name of a report's file, or null when the name is not one. */
export function idOfFile(name: string): string | null {
  const id = name.endsWith(FILE_ENDING) ? name.slice(0, -FILE_ENDING.length) : '';
  return REPORT_ID.test(id) ? id : null;
}

/** Returns the name of a report's file. Throws TypeError for an id that is not one, so that no other path can be named. */
export function fileOfId(id: string): string {
  if (!REPORT_ID.test(id)) throw new TypeError('not the id of a report');
  return id + FILE_ENDING;
}
