export { TOKEN_CLASS_NAMES } from './redact/classes.ts';
export type { TokenClass } from './redact/classes.ts';
export { redactReport } from './redact/redact.ts';
export type { Redacted, Removed } from './redact/redact.ts';
export type { Change, Tone as ChangeTone } from './diff/change.ts';
export { diffReports } from './diff/diff.ts';
export type { ReportDiff } from './diff/diff.ts';
export { CHANGE_MARKS, diffLines, notComparedLine } from './diff/text.ts';
export { EXPORT_FORMATS, exportReport, removedLines } from './export.ts';
export type { Export, ExportFormat } from './export.ts';
export { renderJunit } from '../render/junit.ts';
export { fileOfId, idOfFile, REPORT_ID, reportIdAfter } from './stored/id.ts';
export {
  DamagedError,
  decodeHeader,
  decodeRecord,
  encodeRecord,
  HEADER_MAX_BYTES,
  OtherVersionError,
  Stored,
  storedOf,
} from './stored/record.ts';
