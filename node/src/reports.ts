/** Folders of reports. A door of its own: who only starts, or only fails, loads none of it. */
export { makeFolder } from './make-folder.ts';
export { readRegularFile, ReportFiles, REPORTS_KEPT } from './report-files.ts';
