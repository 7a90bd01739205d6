import { exportReport, removedLines } from '@hostnet/core/report';
import type { ExportFormat } from '@hostnet/core/report';
import type { Report } from '@hostnet/core';

/** The forms a report can leave in, and what each is for. */
export const FORMATS: readonly {
  readonly format: ExportFormat;
  readonly name: string;
  readonly use: string;
}[] = [
  { format: 'markdown', name: 'Markdown', use: 'To paste into an issue tracker or a chat.' },
  { format: 'json', name: 'JSON', use: 'For scripts, and for `hostnet report show FILE`.' },
  {
    format: 'junit',
    name: 'JUnit',
    use: 'For CI servers that show test results, such as Jenkins and GitLab.',
  },
];

/** What would leave, and what would not. */
export interface LeavingView {
  /** Exactly what is copied or saved. */
  readonly text: string;
  readonly use: string;
  readonly size: string;
  readonly removed: readonly string[];
  readonly fileName: string;
  readonly mediaType: string;
}

/** Returns exactly what leaves in that form: always redacted here; `--no-redact` is for a terminal. */
export function leavingView(report: Report, format: ExportFormat): LeavingView {
  const { text, removed, fileName, mediaType } = exportReport(report, format);
  const kilobytes = new TextEncoder().encode(text).length / 1000;
  return {
    text,
    use: FORMATS.find((entry) => entry.format === format)?.use ?? '',
    size: `${kilobytes < 10 ? kilobytes.toFixed(1) : Math.round(kilobytes)} kB`,
    removed: removedLines(removed),
    fileName,
    mediaType,
  };
}
