export { errnoOf, fieldOf, HostnetError, messageOf } from './errors.ts';
export type { HostnetErrorOptions } from './errors.ts';
export { makeFolder } from './make-folder.ts';
export { pause } from './pause.ts';
export { readRegularFile, ReportFiles, REPORTS_KEPT } from './report-files.ts';
