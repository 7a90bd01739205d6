export { TOKEN_CLASS_NAMES } from './reports/redact/classes.ts';
export type { TokenClass } from './reports/redact/classes.ts';
export { redactReport } from './reports/redact/redact.ts';
export type { Redacted, Removed } from './reports/redact/redact.ts';
export type { Change, Tone as ChangeTone } from './reports/diff/change.ts';
export { diffReports } from './reports/diff/diff-reports.ts';
export type { ReportDiff } from './reports/diff/diff-reports.ts';
export { CHANGE_MARKS, diffLines, notComparedLine } from './reports/diff/diff-lines.ts';
export { EXPORT_FORMATS, exportReport, removedLines } from './reports/export.ts';
export type { Export, ExportFormat } from './reports/export.ts';
export { judgeAgain } from './judge/again.ts';
export type { FindingAgain, JudgedAgain } from './judge/again.ts';
export { readOlder } from './reports/stored/older.ts';
export { renderJunit } from './show/junit.ts';
export { fileOfId, idOfFile, REPORT_ID, reportIdAfter } from './reports/stored/id.ts';
export {
  DamagedError,
  decodeHeader,
  decodeJson,
  decodeRecord,
  encodeRecord,
  HEADER_MAX_BYTES,
  OtherVersionError,
  Stored,
  storedOf,
} from './reports/stored/record.ts';
