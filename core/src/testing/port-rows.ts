import type { PortRow, PortsReport, Reach } from '../model/ports-report.ts';
import { PORTS_SCHEMA } from '../model/ports-report-name.ts';
import { portFacts, vmFacts } from './port-evidence.ts';
import { listenerFixture, WORKS } from './ports-report-fixtures.ts';

/** Test helper: a cell that was dialled and answered, with `over` put over it. */
export function reachCell(over: Partial<Reach> = {}): Reach {
  return { expected: 'yes', address: '127.0.0.1', outcome: 'reachable', reason: null, ...over };
}

/** Test helper: nothing can answer there. */
export function unreachableCell(reason: string): Reach {
  return { expected: 'no', address: null, outcome: 'not-measured', reason };
}

/** Test helper: web's listener on 0.0.0.0:80, open to the network, with `over` put over it. */
export function portRow(over: Partial<PortRow> = {}): PortRow {
  return {
    ...listenerFixture({ port: 80, container: { id: 'a'.repeat(64), name: 'web' } }),
    reach: {
      v4: reachCell(),
      v6: unreachableCell('it listens on IPv4 only'),
      lan: reachCell({ address: '192.0.2.10' }),
    },
    whyNot: null,
    ...over,
  };
}

/** Test helper: a report of these rows on a Desktop whose host networking works, with `over` put over it. */
export function portsReport(
  listeners: readonly PortRow[] | null,
  over: Partial<PortsReport> = {},
): PortsReport {
  return {
    schema: PORTS_SCHEMA,
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 900,
    tool: { name: 'hostnet', version: '0', surface: 'ui' },
    facts: vmFacts('linux'),
    hostNetworking: WORKS,
    containers: [],
    listeners: listeners && [...listeners],
    ports: portFacts(),
    restartGuard: [],
    findings: [],
    ...over,
  };
}
