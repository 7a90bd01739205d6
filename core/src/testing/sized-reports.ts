import type { Listener } from '../model/listener.ts';
import type { Report } from '../model/report.ts';
import { listenerFixture } from './ports-report-fixtures.ts';
import { reportFixture } from './report-fixtures.ts';

/** Test helper: returns a report whose JSON is about `bytes` long. */
export function largeReport(bytes: number): Report {
  return reportFixture({ banners: ['x'.repeat(bytes - lengthOf(reportFixture({ banners: [''] })))] });
}

/** Test helper: returns a report of at most `bytes` of JSON made of many small parts, the costliest kind to hold. */
export function detailedReport(bytes: number): Report {
  const listener: Listener = listenerFixture({ container: { id: 'c', name: 'n' }, process: null, pid: null });
  const count = Math.floor((bytes - lengthOf(reportFixture())) / (lengthOf(listener) + 1));
  return reportFixture({ listeners: Array.from({ length: count }, () => listener) });
}

function lengthOf(value: unknown): number {
  return JSON.stringify(value).length;
}
