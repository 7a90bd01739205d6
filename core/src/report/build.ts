import type { Judged } from '../judge/judge.ts';
import type { CheckInput } from '../checks/check.ts';
import type { DiagnoseOptions } from '../run/events.ts';
import { REPORT_SCHEMA } from './name.ts';
import type { Report } from './schema.ts';

/** Said in every report of the embedded engine. */
export const EMBEDDED_BANNER = 'no Docker engine: measured with the embedded engine';

interface Parts extends CheckInput, Judged {
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
