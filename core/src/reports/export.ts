import { renderJson } from '../show/json.ts';
import { renderJunit } from '../show/junit.ts';
import { renderMarkdown } from '../show/markdown.ts';
import { TOKEN_CLASS_NAMES } from './redact/classes.ts';
import { redactReport, type Removed } from './redact/redact.ts';
import type { Report } from '../model/report.ts';

/** Forms a report can leave in. */
export const EXPORT_FORMATS = ['json', 'markdown', 'junit'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const FORMS = {
  json: { render: renderJson, ending: 'json', mediaType: 'application/json' },
  markdown: { render: renderMarkdown, ending: 'md', mediaType: 'text/markdown' },
  junit: { render: renderJunit, ending: 'xml', mediaType: 'application/xml' },
} as const;

/** Exactly what leaves, and what was taken out before. */
export interface Export {
  readonly text: string;
  readonly removed: readonly Removed[];
  /** A name for its file: `hostnet-2026-01-02T03-04-05.md`. */
  readonly fileName: string;
  readonly mediaType: string;
}

/** Returns the report in that form, redacted unless `redact` is false. */
export function exportReport(report: Report, format: ExportFormat, redact = true): Export {
  const { report: leaves, removed } = redact ? redactReport(report) : { report, removed: [] };
  const { render, ending, mediaType } = FORMS[format];
  const when = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(report.startedAt)?.[0].replaceAll(':', '-') ?? 'report';
  return { text: render(leaves), removed, fileName: `hostnet-${when}.${ending}`, mediaType };
}

/** Returns one line a class of what was removed: `IP addresses: 3, in 41 places`. */
export function removedLines(removed: readonly Removed[]): string[] {
  return removed.map(({ class: of, values, places }) => {
    return `${TOKEN_CLASS_NAMES[of]}: ${values}, in ${places} ${places === 1 ? 'place' : 'places'}`;
  });
}
