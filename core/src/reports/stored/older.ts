import * as z from 'zod';
import { REPORT_SCHEMA } from '../../model/report-name.ts';
import { Report } from '../../model/report.ts';

/** Parts of a report that a version may not have had, and what stands for them so that the rest can be read. */
const OPTIONAL = {
  summary: '',
  banners: [],
  durationMs: 0,
  boundary: [],
  findings: [],
  skipped: [],
  containers: [],
  listeners: [],
  ports: null,
} as const;

/** Those of them that a check reads. */
const READ_BY_CHECKS = ['boundary', 'containers', 'listeners', 'ports'] as const;

/** A report of any version, as far as this one can read it. */
export interface OlderReport {
  readonly report: Report;
  /** The format it was stored in. */
  readonly schema: string;
  /** What it does not hold of all that a check may read. */
  readonly missing: readonly (typeof READ_BY_CHECKS)[number][];
}

/** Returns the report in a stored document, whatever version wrote it; null when it cannot be read as one. */
export function readOlder(json: unknown): OlderReport | null {
  const named = z.looseObject({ schema: z.string().regex(/^hostnet\.report\/\d+$/) }).safeParse(json);
  if (!named.success) return null;
  const report = Report.safeParse({ ...OPTIONAL, ...named.data, schema: REPORT_SCHEMA });
  if (!report.success) return null;
  const { schema } = named.data;
  return { report: report.data, schema, missing: READ_BY_CHECKS.filter((field) => !(field in named.data)) };
}
