import type { Judged } from '../judge/judge.ts';
import type { Evidence } from '../model/evidence.ts';
import type { DiagnoseOptions } from '../model/diagnosis.ts';
import { REPORT_SCHEMA } from '../model/report-name.ts';
import type { Report } from '../model/report.ts';

/** Said in every report of the embedded engine. */
export const EMBEDDED_BANNER = 'no Docker engine: measured with the embedded engine';

interface Parts extends Evidence, Judged {
  readonly options: DiagnoseOptions;
  readonly startedAt: string;
  readonly durationMs: number;
}

/** Returns the one document a diagnosis ends in. Key order is the order people read it in. */
export function buildReport(parts: Parts): Report {
  const { engine } = parts.facts;
  return {
    schema: REPORT_SCHEMA,
    verdict: parts.verdict,
    summary: parts.summary,
    banners: engine.reachable && engine.kind === 'embedded' ? [EMBEDDED_BANNER] : [],
    startedAt: parts.startedAt,
    durationMs: Math.round(parts.durationMs),
    tool: parts.options.tool,
    facts: parts.facts,
    lanes: [...parts.lanes],
    boundary: [...parts.boundary],
    findings: [...parts.findings],
    skipped: [...parts.skipped],
    containers: [...parts.containers],
    listeners: [...parts.listeners],
    ports: parts.ports,
  };
}
