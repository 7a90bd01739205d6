import { Report } from '../model/report.ts';

/**
 * Returns the report as JSON of two-space indent and a final newline, its keys in the schema's order whatever the
 * order they were made in. Throws ZodError when it does not fit its schema: a wrong document must not leave.
 */
export function renderJson(report: Report): string {
  return `${JSON.stringify(Report.parse(report), null, 2)}\n`;
}
