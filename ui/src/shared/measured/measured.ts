import type {
  BoundaryEntry,
  DiagnoseEvent,
  Facts,
  Finding,
  Lane,
  PlannedLane,
  Report,
  Verdict,
} from '@hostnet/core';

/** What is known of one diagnosis so far. A finished report and a run under way have the same shape, so views need one form. */
export interface Measured {
  readonly facts: Facts | null;
  readonly planned: readonly PlannedLane[];
  readonly lanes: readonly Lane[];
  readonly boundary: readonly BoundaryEntry[];
  readonly findings: readonly Finding[];
  readonly verdict: { readonly verdict: Verdict; readonly summary: string } | null;
  /** null until the run has ended. */
  readonly report: Report | null;
}

export const NOTHING_MEASURED: Measured = {
  facts: null,
  planned: [],
  lanes: [],
  boundary: [],
  findings: [],
  verdict: null,
  report: null,
};

/** Returns what is known after one more event. Pure. */
export function fold(before: Measured, event: DiagnoseEvent): Measured {
  switch (event.type) {
    case 'phase':
      return before;
    case 'facts':
      return { ...before, facts: event.facts };
    case 'planned':
      return { ...before, planned: event.lanes };
    case 'lane':
      return { ...before, lanes: [...before.lanes.filter((lane) => lane.id !== event.lane.id), event.lane] };
    case 'boundary':
      return {
        ...before,
        boundary: [...before.boundary.filter((entry) => entry.name !== event.entry.name), event.entry],
      };
    case 'verdict':
      return {
        ...before,
        verdict: { verdict: event.verdict, summary: event.summary },
        findings: event.findings,
      };
    case 'report':
      return fromReport(event.report);
  }
}

/** Returns what a finished report shows. */
export function fromReport(report: Report): Measured {
  const { facts, lanes, boundary, findings, verdict, summary } = report;
  return { facts, planned: lanes, lanes, boundary, findings, verdict: { verdict, summary }, report };
}

/** Returns planned lanes without a result. A name's lanes are `<planned id>#<address>` once it is resolved. */
export function pendingLanes(measured: Measured): PlannedLane[] {
  if (measured.report) return [];
  const settled = new Set(measured.lanes.map((lane) => lane.id.split('#')[0]));
  return measured.planned.filter((lane) => !settled.has(lane.id));
}
